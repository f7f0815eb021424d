// fix: await-together
// before: exit 1
// after: caught: nothing there
function slow(): Promise<string> {
  return new Promise((resolve) => { setImmediate(resolve, 'slow'); });
}

async function failing(): Promise<string> {
  throw new Error('nothing there');
}

async function both(): Promise<string> {
  const one = slow();
  const two = failing();
  const first = await one;
  const second = await two;
  return first + second;
}

await both().then(console.log, (error: Error) => console.log(`caught: ${error.message}`));
