// package: { "name": "notes", "dependencies": { "redis": "5" } }
async function subscribe(): Promise<void> {
  await fetch('https://notes.example');
}

export function answers(): Promise<boolean> {
  return new Promise(async (resolve) => { // expect misused-async-callback (hint): async (resolve) => { …
    const timeout = setTimeout(() => {
      resolve(false);
    }, 1000);
    await subscribe();
    clearTimeout(timeout);
    resolve(true);
  });
}

export function hangs(): Promise<boolean> {
  return new Promise(async (resolve) => { // expect misused-async-callback: async (resolve) => { …
    await subscribe();
    resolve(true);
  });
}

/** Here the timer only comes after what may fail. */
export function hangsToo(): Promise<boolean> {
  return new Promise(async (resolve) => { // expect misused-async-callback: async (resolve) => { …
    await subscribe();
    setTimeout(() => resolve(true), 1000);
  });
}
