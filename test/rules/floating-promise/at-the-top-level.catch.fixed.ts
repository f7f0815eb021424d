import { rm } from 'node:fs/promises';

export async function main() {
  await rm('out', { recursive: true });
}

main().catch((error) => { console.error(error); });
(async () => {
  await main();
})().catch((error) => { console.error(error); });
import('node:fs').catch((error) => { console.error(error); });

class Settings {
  static {
    main().catch((error) => { console.error(error); });
  }
}

await main();
main().catch((error) => { console.error(error, Settings); });
