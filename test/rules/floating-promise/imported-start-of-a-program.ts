import { rm } from 'node:fs/promises';
import { start } from './other-files/program.ts';

// The function of another file is the program; a step of the platform is not.
start();
if (process.argv.length > 2) {
  import('node:fs');
}
import('node:os').then((os) => { console.log(os.EOL); });
rm('out', { recursive: true }); // expect floating-promise (hint): rm('out', { recursive: true })

class Settings {
  static {
    start(); // expect floating-promise (hint): start()
  }
}

console.log(Settings);
