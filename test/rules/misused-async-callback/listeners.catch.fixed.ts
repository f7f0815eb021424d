import { EventEmitter } from 'node:events';
import http from 'node:http';

declare function save(text: string): Promise<void>;
declare function quit(signal?: string): Promise<void>;
declare const button: HTMLElement;

export function listen(emitter: EventEmitter) {
  emitter.on('line', (line: string) => { void (async () => { await save(line); })().catch((error) => { console.error(error); }); });
  emitter.once('end', () => { void save('end').catch((error) => { console.error(error); }); });
  process.on('SIGTERM', () => { void (async () => { await quit(); })().catch((error) => { console.error(error); }); });
  process.on('SIGINT', (value) => { void quit(value).catch((error) => { console.error(error); }); });
  button.addEventListener('click', () => { void (async () => { await save('click'); })().catch((error) => { console.error(error); }); });
  button.onclick = () => { void (async () => { await save('clicked'); })().catch((error) => { console.error(error); }); };
  emitter.on('line', async (line: string) => {
    try {
      await save(line);
    } catch (error) {
      console.error(error);
    }
  });
  emitter.on('line', (line: string) => { save(line).catch(console.error); });
  http.createServer(async (request, response) => {
    await save(request.url ?? '');
    response.end();
  });
}
