declare function ask(question: string, done: (answer: string) => void): void;

// When what asks is gone, so is what waits.
export function dialog(mounted: { current: boolean }, question: string): Promise<string> {
  return new Promise((resolve) => {
    if (!mounted.current) return;
    ask(question, resolve);
  });
}

export function maybe(question: string): Promise<string> {
  return new Promise((resolve) => { // expect never-settles: new Promise((resolve) => {…
    if (question === '') return;
    ask(question, resolve);
  });
}
