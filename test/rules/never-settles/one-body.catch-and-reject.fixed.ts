import type { IncomingMessage } from 'node:http';

export const bodyOf = (request: IncomingMessage) => new Promise((resolve, reject) => {
  request.on('error', reject);
  request.on('data', (chunk: string) => {
    try {
      resolve(JSON.parse(chunk));
    } catch (error) {
      reject(error);
    }
  });
});
