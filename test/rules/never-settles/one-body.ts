import type { IncomingMessage } from 'node:http';

export const bodyOf = (request: IncomingMessage) => new Promise((resolve, reject) => { // expect never-settles: new Promise((resolve, reject) => { …
  request.on('error', reject);
  request.on('data', (chunk: string) => {
    resolve(JSON.parse(chunk));
  });
});
