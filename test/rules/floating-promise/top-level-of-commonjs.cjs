const { rm } = require('node:fs/promises');

async function main() {
  await rm('out', { recursive: true });
}

main(); // expect floating-promise (hint): main()
module.exports = { main };
