import { load } from './load.tsx';

declare global {
  namespace JSX {
    interface IntrinsicElements { p: { title?: string; children?: unknown } }
  }
}

export async function places(names: string[]) {
  let total = 0;
  if (load('a').text === '') total += 1;
  while (!load('b')) total += 1;
  const spread = [...load('c').list, ...[load('d')]];
  const object = { ...load('e') };
  const text = `${load('f').text} ${typeof load}`;
  for (const line of load('g').list) total += line.length;
  const square = load('h').text.length ** 2;
  const either = names.length > 0 ? load('i') : (load('j'));
  const cast = load('k') as { text: string };
  const { list: [first] } = load('l');
  total += load('m').list.length;
  console.log(spread, object, text, square, either, cast, first, load(load('n').text).text, (load('o')).text);
  return <p title={load('p').text}>{load('q').text}</p>;
}

export const once = (() => load('r').text)();
