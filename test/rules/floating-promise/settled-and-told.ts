// package: { "name": "notes", "dependencies": { "express": "5" } }
declare const port: { post(values: unknown[]): void };
declare function ask(name: string): Promise<string>;

// All have come out one way or the other; the callback hands on what there is.
export function askAll(names: string[]) {
  Promise.allSettled(names.map((name) => ask(name))).then((answers) => {
    port.post(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])));
  });
}

export function parseAll(names: string[], done: (answers: unknown[]) => void) {
  Promise.all(names.map((name) => ask(name))).then((answers) => { // expect floating-promise (hint): Promise.all(names.map((name) => ask(name))).then((answers) => {…
    done(answers.map((answer) => JSON.parse(answer)));
  });
}
