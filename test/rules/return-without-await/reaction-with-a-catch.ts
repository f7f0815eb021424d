// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function opened(): Promise<string>;
declare function log(error: unknown): void;

async function load(name: string): Promise<string> {
  const response = await fetch(name);
  return await response.text();
}

/** The chain has its own handler. */
export function first(): Promise<string> {
  return opened().then(async (name) => {
    try {
      return load(name); // expect return-without-await (hint): return load(name);
    } catch (error) {
      log(error);
      return '';
    }
  }).catch(() => load('default'));
}

export function second(): Promise<string> {
  return opened().then(async (name) => {
    try {
      return load(name); // expect return-without-await: return load(name);
    } catch (error) {
      log(error);
      return '';
    }
  });
}
