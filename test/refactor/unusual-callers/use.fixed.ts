import { Cache as Parts, load as loadPart } from './load.ts';

const isEven = async (name: string, depth: number): Promise<boolean> => depth === 0 ? await Parts.of(name) !== undefined : await isOdd(name, depth - 1);

async function isOdd(name: string, depth: number): Promise<boolean> {
  return depth !== 0 && await isEven(name, depth - 1);
}

export const tools = {
  names: {
    async first(name: string) { return (await loadPart((await loadPart(name)).name)).name; },
    all: async (names: string[]) => {
      const found: string[] = [];
      for (const name of names) found.push(await tools.names.first(name));
      return found;
    },
  },
};

export async function later(cache?: Parts): Promise<unknown> {
  const { load } = await import('./load.ts');
  const { names: { all: everything } } = tools;
  const lengths = (await (await import('./load.ts')).load('a')).children.length;
  switch ((await load('b')).name) {
    case (await everything(['c']))[0]: return await isOdd('d', 3) ? lengths : (await cache?.has('e'))?.valueOf();
    default: throw new Error(`${(await tools.names?.first('f'))?.trim()}`, { cause: !await async function () { return await loadPart('g'); }() });
  }
}
