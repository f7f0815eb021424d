import { rm } from 'node:fs/promises';

export async function main() {
  await rm('out', { recursive: true });
}

main(); // expect floating-promise: main()
(async () => { // expect floating-promise: (async () => { …
  await main();
})();
import('node:fs'); // expect floating-promise (hint): import('node:fs')

class Settings {
  static {
    main(); // expect floating-promise: main()
  }
}

await main();
main().catch((error) => { console.error(error, Settings); });
