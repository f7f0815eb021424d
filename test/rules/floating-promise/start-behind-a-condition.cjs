const { rm } = require('node:fs/promises');

async function main() {
  await rm('out', { recursive: true });
}

if (require.main === module) main();
module.exports = { main };
