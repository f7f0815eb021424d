declare function save(key: string): Promise<void>;
declare function isOpen(key: string): Promise<boolean>;

export class Session {
  async afterLogin(key: string) {
    save(key);
    try {
      await save(`${key}!`);
    } catch (error) {
      console.error(error);
    }
    return key;
  }

  login(key: string) {
    this.afterLogin(key);
  }
}

async function greet(key: string) {
  if (await isOpen(key)) await save(key);
  return key;
}

export function welcome(key: string) {
  greet(key);
}

async function leave(key: string) {
  await save(key);
  return key;
}

export async function leaveAll(keys: string[]) {
  for (const key of keys) await leave(key);
}
