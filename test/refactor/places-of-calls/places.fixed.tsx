import { load } from './load.tsx';

declare global {
  namespace JSX {
    interface IntrinsicElements { p: { title?: string; children?: unknown } }
  }
}

export async function places(names: string[]) {
  let total = 0;
  if ((await load('a')).text === '') total += 1;
  while (!await load('b')) total += 1;
  const spread = [...(await load('c')).list, ...[await load('d')]];
  const object = { ...(await load('e')) };
  const text = `${(await load('f')).text} ${typeof load}`;
  for (const line of (await load('g')).list) total += line.length;
  const square = (await load('h')).text.length ** 2;
  const either = names.length > 0 ? await load('i') : (await load('j'));
  const cast = await load('k') as { text: string };
  const { list: [first] } = await load('l');
  total += (await load('m')).list.length;
  console.log(spread, object, text, square, either, cast, first, (await load((await load('n')).text)).text, (await load('o')).text);
  return <p title={(await load('p')).text}>{(await load('q')).text}</p>;
}

export const once = await (async () => (await load('r')).text)();
