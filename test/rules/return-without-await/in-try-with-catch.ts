declare function load(id: string): Promise<string>;
declare function cached(id: string): Promise<string> | string;
declare const fallback: string;

export async function read(id: string, fresh: boolean) {
  try {
    if (id === '') return fallback;
    if (id === 'a') return await load(id);
    if (id === 'b') return cached(id); // expect return-without-await: return cached(id);
    if (id === 'c') return (load(id)); // expect return-without-await: return (load(id));
    if (id === 'd') {
      const pending = load(id);
      return pending; // expect return-without-await: return pending;
    }
    return fresh ? load(id) : cached(id); // expect return-without-await: return fresh ? load(id) : cached(id);
  } catch {
    return fallback;
  }
}

export class Retry {
  load = async (ids: string[]) => {
    for (const id of ids) {
      try {
        return load(id); // expect return-without-await: return load(id);
      } catch (error) {
        console.warn(id, error);
      }
    }
    throw new Error('none can be loaded');
  };

  read = async function (id: string) {
    try {
      return id && load(id); // expect return-without-await: return id && load(id);
    } catch (error) {
      throw new Error('no such id', { cause: error });
    }
  };
}
