const { rm } = require('node:fs/promises');

async function main() {
  await rm('out', { recursive: true });
}

void main();
module.exports = { main };
