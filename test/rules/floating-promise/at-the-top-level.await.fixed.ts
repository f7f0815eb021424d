import { rm } from 'node:fs/promises';

export async function main() {
  await rm('out', { recursive: true });
}

await main();
await (async () => {
  await main();
})();
await import('node:fs');

class Settings {
  static {
    main();
  }
}

await main();
main().catch((error) => { console.error(error, Settings); });
