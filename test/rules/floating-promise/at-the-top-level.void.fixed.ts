import { rm } from 'node:fs/promises';

export async function main() {
  await rm('out', { recursive: true });
}

void main();
void (async () => {
  await main();
})();
void import('node:fs');

class Settings {
  static {
    void main();
  }
}

await main();
main().catch((error) => { console.error(error, Settings); });
