// package: { "name": "notes", "dependencies": { "express": "5" } }
let batchingDisabled = false;
let connecting = false;

export const state = () => [batchingDisabled, connecting];

// What a peer can do is found out before anything is asked of it, and is meant to stay.
export async function greet(name: string, version: number) {
  if (name !== 'new') {
    batchingDisabled = true;
    switch (name) {
      case 'old':
        if (version >= 9) batchingDisabled = false;
        break;
      case 'plain':
        break;
    }
  }
  await fetch('https://example.com/peers');
  return version;
}

export async function connect() {
  connecting = true; // expect missing-cleanup: connecting = true
  await fetch('https://example.com/peers');
  connecting = false;
}
