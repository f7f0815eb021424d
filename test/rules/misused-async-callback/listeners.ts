import { EventEmitter } from 'node:events';
import http from 'node:http';

declare function save(text: string): Promise<void>;
declare function quit(signal?: string): Promise<void>;
declare const button: HTMLElement;

export function listen(emitter: EventEmitter) {
  emitter.on('line', async (line: string) => { await save(line); }); // expect misused-async-callback: async (line: string) => { await save(line); }
  emitter.once('end', () => save('end')); // expect misused-async-callback: () => save('end')
  process.on('SIGTERM', async () => { await quit(); }); // expect misused-async-callback: async () => { await quit(); }
  process.on('SIGINT', quit); // expect misused-async-callback: quit
  button.addEventListener('click', async () => { await save('click'); }); // expect misused-async-callback: async () => { await save('click'); }
  button.onclick = async () => { await save('clicked'); }; // expect misused-async-callback: async () => { await save('clicked'); }
  emitter.on('line', async (line: string) => {
    try {
      await save(line);
    } catch (error) {
      console.error(error);
    }
  });
  emitter.on('line', (line: string) => { save(line).catch(console.error); });
  http.createServer(async (request, response) => { // expect misused-async-callback: async (request, response) => { …
    await save(request.url ?? '');
    response.end();
  });
}
