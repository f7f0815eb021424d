// fix: hoist-await
// before: total 30
// after: total 60
const prices: Record<string, Promise<number>> = { apple: Promise.resolve(10), pear: Promise.resolve(20), plum: Promise.resolve(30) };

async function sum(names: string[]): Promise<number> {
  let total = 0;
  await Promise.all(names.map(async (name) => {
    total = total + ((await prices[name]) ?? 0);
  }));
  return total;
}

console.log(`total ${await sum(['apple', 'pear', 'plum'])}`);
