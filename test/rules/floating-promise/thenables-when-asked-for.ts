// options: {"checkThenables": true}
declare function showMessage(text: string): PromiseLike<string>;

export async function run() {
  showMessage('hello'); // expect floating-promise (hint): showMessage('hello')
  await showMessage('hello');
}
