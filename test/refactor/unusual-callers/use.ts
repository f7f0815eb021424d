import { Cache as Parts, load as loadPart } from './load.ts';

const isEven = (name: string, depth: number): boolean => depth === 0 ? Parts.of(name) !== undefined : isOdd(name, depth - 1);

function isOdd(name: string, depth: number): boolean {
  return depth !== 0 && isEven(name, depth - 1);
}

export const tools = {
  names: {
    first(name: string) { return loadPart(loadPart(name).name).name; },
    all: (names: string[]) => {
      const found: string[] = [];
      for (const name of names) found.push(tools.names.first(name));
      return found;
    },
  },
};

export async function later(cache?: Parts): Promise<unknown> {
  const { load } = await import('./load.ts');
  const { names: { all: everything } } = tools;
  const lengths = (await import('./load.ts')).load('a').children.length;
  switch (load('b').name) {
    case everything(['c'])[0]: return isOdd('d', 3) ? lengths : cache?.has('e').valueOf();
    default: throw new Error(`${tools.names?.first('f').trim()}`, { cause: !function () { return loadPart('g'); }() });
  }
}
