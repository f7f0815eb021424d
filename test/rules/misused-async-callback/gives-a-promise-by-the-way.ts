// package: { "name": "notes", "dependencies": { "express": "5" } }
async function show(options: { resolve(answer: boolean): void }) {
  const answer = await fetch('https://example.com/questions');
  options.resolve(answer.ok);
}

// It is no async function: what it gives comes of how it is written.
export const ask = () => new Promise<boolean>((resolve) => show({ resolve })); // expect misused-async-callback (hint): (resolve) => show({ resolve })

export const askAgain = () => new Promise<boolean>(async (resolve) => { // expect misused-async-callback: async (resolve) => {…
  await show({ resolve });
});
