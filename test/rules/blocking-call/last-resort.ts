import fs from 'node:fs';

async function work() {
  await Promise.resolve();
}

// A handler of last resort does not make the file a script.
work().catch((error: Error) => {
  fs.writeFileSync('crash', error.message);
  process.exit(1);
});

export async function save(text: string) {
  fs.writeFileSync('out', text); // expect blocking-call: fs.writeFileSync('out', text)
}
