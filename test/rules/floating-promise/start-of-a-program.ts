import { rm } from 'node:fs/promises';

async function main() {
  await rm('out', { recursive: true });
}

// A rejection ends the program with the error's stack: what a program should do.
main();
main().then(() => { console.log('done'); });
(async () => {
  await rm('more');
})();
