import { load } from './load.ts';

import { createServer } from 'node:http';

createServer((_request, response) => { // refused: a callback of `createServer` cannot be async, for `createServer` does not wait for promises
  response.end(load('page'));
});
