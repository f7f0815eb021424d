declare function load(key: string): Promise<string>;

export function first(key: string) {
  return new Promise<string>((resolve, reject) => {
    const attempt = async () => { resolve(await load(key)); };
    attempt();
  });
}

export function check(key: string, callback: (error: unknown, found: boolean) => void) {
  load(key).then((text) => { callback(null, text !== ''); });
}

async function assertOpen(key: string) {
  if (await load(key)) throw new Error('closed');
}

export async function change(key: string) {
  await assertOpen(key);
  return `${key}!`;
}

async function followForEver(key: string) {
  for (;;) await load(key);
}

export async function start(key: string) {
  followForEver(key);
  return key;
}
