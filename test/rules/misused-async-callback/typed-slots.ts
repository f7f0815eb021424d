interface Options { onDone?: () => void; onFail?: () => Promise<void>; log: (text: string) => void }
interface Runs { (name: string, run: () => Promise<void>): void; (name: string, run: () => void): void }
declare function start(options: Options, ready?: () => void): void;
declare function save(text?: string): Promise<void>;
declare const either: (run: () => void | Promise<void>) => void;
declare const anything: (run: () => any) => void;
declare const run: Runs;
declare const useCallback: <F>(callback: F) => F;

export function begin() {
  const onDone: () => void = async () => { await save('done'); }; // expect misused-async-callback: async () => { await save('done'); }
  const log = useCallback(async (text: string) => { await save(text); });
  start({
    log, // expect misused-async-callback: log
    async onDone() { await save('done'); }, // expect misused-async-callback: () { await save('done'); }
    onFail: async () => { await save('failed'); },
  }, async () => { // expect misused-async-callback: async () => { …
    await save('ready');
  });
  start({ log: () => {}, onDone }, save); // expect misused-async-callback: save
  either(async () => { await save(); });
  anything(async () => { await save(); });
  run('a', async () => { await save(); });
  save().finally(async () => { await save('finally'); }).catch(console.error);
}

export function stop(): () => void {
  return async () => { await save('stopped'); }; // expect misused-async-callback: async () => { await save('stopped'); }
}

let current: () => void = () => {};
export function change() {
  current = save; // expect misused-async-callback: save
  current();
}

async function each(run: () => void) { await run(); }
export const waited = () => each(async () => { await save(); });

interface Storage { destination?(file: string, callback: (error: Error | null, folder: string) => void): void; filename?(file: string, callback: (error?: Error) => void): void }
export const storage: Storage = {
  async destination(file, callback) { // expect misused-async-callback: (file, callback) { …
    await save(file);
    callback(null, '/tmp');
  },
  async filename(file, callback) { // expect misused-async-callback: (file, callback) { …
    await save(file);
    callback();
  },
};
