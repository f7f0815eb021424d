declare function load(id: string): Promise<string>;
declare function cached(id: string): Promise<string> | string;
declare const fallback: string;

export async function read(id: string, fresh: boolean) {
  try {
    if (id === '') return fallback;
    if (id === 'a') return await load(id);
    if (id === 'b') return await cached(id);
    if (id === 'c') return (await load(id));
    const pending = load(id);
    if (id === 'd') return await pending;
    return await (fresh ? load(id) : cached(id));
  } catch {
    return fallback;
  }
}

export class Retry {
  load = async (id: string) => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        return await load(id);
      } catch (error) {
        console.warn(attempt, error);
      }
    }
    throw new Error(id);
  };

  read = async function (id: string) {
    try {
      return await (id && load(id));
    } catch (error) {
      throw new Error('no such id', { cause: error });
    }
  };
}
