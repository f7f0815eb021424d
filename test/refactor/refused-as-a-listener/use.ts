import { load } from './load.ts';

import { createServer } from 'node:http';

createServer((_request, response) => { // refused: a callback of `createServer` is handed to `createServer`, which does not wait for promises
  response.end(load('page'));
});
