declare function explain(error: Error): Promise<string>;
declare const output: { write(text: string): void };

async function answer(result: string | Error) {
  if (typeof result === 'string') output.write(result);
  else output.write(await explain(result));
}

async function answerLate(result: string) {
  if (result === '') return;
  output.write(await explain(new Error(result)));
}

declare const response: any;

/** Nothing says that what `send` gives is a promise. */
async function refuse(code: number) {
  return response.send(code);
}

export async function run() {
  answer('done'); // expect floating-promise (information): answer('done')
  refuse(404); // expect floating-promise (information): refuse(404)
  answerLate('late'); // expect floating-promise: answerLate('late')
  output.write('over');
}
