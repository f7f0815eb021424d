// fix: hoist-await
// before: total 1
// after: total 3
let total = 0;

async function price(): Promise<number> {
  return 1;
}

async function add(): Promise<void> {
  total += await price();
}

await Promise.all([add(), add(), add()]);
console.log(`total ${total}`);
