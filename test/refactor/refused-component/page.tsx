import { readFileSync } from 'node:fs';

export function Page({ name }: { name: string }) { // refused: `Page` is a component, which must give its elements at once
  return <p>{readFileSync(name, 'utf8')}</p>; // make-async: readFileSync(name, 'utf8')
}
