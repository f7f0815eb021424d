import { readFile } from 'node:fs';
import type { IncomingMessage } from 'node:http';

export const load = (file: string) => new Promise<string>(resolve => {
  readFile(file, 'utf8', (error, text) => {
    if (error) throw error;
    resolve(text);
  });
});

export const bodyOf = (request: IncomingMessage) => new Promise((resolve, reject) => {
  let text = '';
  request.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  request.on('error', reject);
  request.on('end', () => {
    // An empty body is fine.
    try {
      if (text === '') return resolve(undefined);

      resolve(JSON.parse(text));
    } catch (error) {
      reject(error);
    }
  });
});

export const short = (request: IncomingMessage) => new Promise((resolve, reject) => {
  request.on('error', reject).on('data', (chunk: string) => {
    try {
      resolve(JSON.parse(chunk));
    } catch (error) {
      reject(error);
    }
  });
});

export const guarded = (request: IncomingMessage) => new Promise((resolve, reject) => {
  request.on('error', reject);
  request.on('data', (chunk: string) => {
    try {
      resolve(JSON.parse(chunk));
    } catch (error) {
      reject(error);
    }
  });
});
