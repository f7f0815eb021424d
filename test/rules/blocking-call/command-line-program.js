const fs = require('fs');
const { program } = require('commander');

program.command('init').action(async () => {
  fs.writeFileSync('config.json', '{}');
});
program.parse();
