interface Options { onDone?: () => void; onFail?: () => Promise<void>; log: (text: string) => void }
interface Runs { (name: string, run: () => Promise<void>): void; (name: string, run: () => void): void }
declare function start(options: Options, ready?: () => void): void;
declare function save(text?: string): Promise<void>;
declare const either: (run: () => void | Promise<void>) => void;
declare const anything: (run: () => any) => void;
declare const run: Runs;
declare const useCallback: <F>(callback: F) => F;

export function begin() {
  const onDone: () => void = () => { void (async () => { await save('done'); })().catch((error) => { console.error(error); }); };
  const log = useCallback(async (text: string) => { await save(text); });
  start({
    log: (text) => { void log(text).catch((error) => { console.error(error); }); },
    onDone() { void (async () => { await save('done'); })().catch((error) => { console.error(error); }); },
    onFail: async () => { await save('failed'); },
  }, () => { void (async () => {
    await save('ready');
  })().catch((error) => { console.error(error); }); });
  start({ log: () => {}, onDone }, (...args) => { void save(...args).catch((error) => { console.error(error); }); });
  either(async () => { await save(); });
  anything(async () => { await save(); });
  run('a', async () => { await save(); });
  save().finally(async () => { await save('finally'); }).catch(console.error);
}

export function stop(): () => void {
  return () => { void (async () => { await save('stopped'); })().catch((error) => { console.error(error); }); };
}

let current: () => void = () => {};
export function change() {
  current = (...args) => { void save(...args).catch((error) => { console.error(error); }); };
  current();
}

async function each(run: () => void) { await run(); }
export const waited = () => each(async () => { await save(); });

interface Storage { destination?(file: string, callback: (error: Error | null, folder: string) => void): void; filename?(file: string, callback: (error?: Error) => void): void }
export const storage: Storage = {
  async destination(file, callback) {
    await save(file);
    callback(null, '/tmp');
  },
  filename(file, callback) { void (async () => {
    await save(file);
    callback();
  })().catch(callback); },
};
