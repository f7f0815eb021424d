declare function load(id: string): Promise<string>;
declare function cached(id: string): Promise<string> | string;
declare const fallback: string;

export async function read(id: string, fresh: boolean) {
  try {
    if (id === '') return fallback;
    if (id === 'a') return await load(id);
    if (id === 'b') return await cached(id);
    if (id === 'c') return (await load(id));
    if (id === 'd') {
      const pending = load(id);
      return await pending;
    }
    return await (fresh ? load(id) : cached(id));
  } catch {
    return fallback;
  }
}

export class Retry {
  load = async (ids: string[]) => {
    for (const id of ids) {
      try {
        return await load(id);
      } catch (error) {
        console.warn(id, error);
      }
    }
    throw new Error('none can be loaded');
  };

  read = async function (id: string) {
    try {
      return await (id && load(id));
    } catch (error) {
      throw new Error('no such id', { cause: error });
    }
  };
}
