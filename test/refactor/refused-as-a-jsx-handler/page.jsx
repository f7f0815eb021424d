import { readFileSync } from 'node:fs';

export function Page({ show }) {
  const reload = () => show(readFileSync('page', 'utf8')); // make-async: readFileSync('page', 'utf8')
  return <button onClick={reload}>Reload</button>; // refused: `reload` is handed over as `onClick`, which does not wait for promises
}
