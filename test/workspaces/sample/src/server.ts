import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { findOrder, recordVisit } from './database.ts';
import { metrics } from './metrics.js';
import { renderPage } from './templates.ts';

async function showOrder(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const id = request.url?.split('/').at(-1) ?? '';
  const order = await findOrder(id);
  recordVisit(id);
  metrics.count('order.shown');
  response.setHeader('content-type', 'text/html');
  response.end(renderPage('order', { id, total: String(order?.total ?? 0) }));
}

const server = createServer((request, response) => {
  showOrder(request, response).catch((error: unknown) => {
    console.error(error);
    response.statusCode = 500;
    response.end();
  });
});

server.listen(8080, () => console.log('Listening on port 8080'));
