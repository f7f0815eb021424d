// npm run prove -- PATH [--rule R] [--limit N] [--json FILE]: tries every fix that is offered in a real project, each alone and in
// memory, and tells which leave it worse. Ends with 1 where one leaves text that does not parse.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { discover } from '../../src/audit/discover.ts';
import { absolute, folderOf } from '../../src/audit/paths.ts';
import { SettingsFinder } from '../../src/audit/settings.ts';
import { prove } from './prove.ts';
import { failures, table } from './table.ts';

const shownFailures = 20;

const { values, positionals: [given] } = parseArgs({ allowPositionals: true, options: { rule: { type: 'string' }, limit: { type: 'string' }, json: { type: 'string' } } });
if (given === undefined) throw new Error('Which project? npm run prove -- PATH [--rule R] [--limit N] [--json FILE]');

// npm runs scripts in the folder of package.json; paths count from where it was called.
const from = process.env['INIT_CWD'] ?? process.cwd();
const path = absolute(from, given);
const root = fs.statSync(path).isDirectory() ? path : folderOf(path);
const settings = new SettingsFinder(ts.sys.readFile);
const { files } = await discover([path], { cwd: root, isIncluded: (file) => settings.of(folderOf(file)).isIncluded(file) });

const start = performance.now();
let told = start;

const proof = await prove(root, files, {
  rule: values.rule,
  ...(values.limit !== undefined && { limit: Number(values.limit) }),
  onProgress: tell,
});
if (process.stderr.isTTY) process.stderr.write('\n');
if (values.json !== undefined) fs.writeFileSync(absolute(from, values.json), JSON.stringify(proof, undefined, 1));

for (const crash of proof.crashes) console.log(`CRASH ${crash}\n`);
const failed = failures(proof.trials, shownFailures);
if (failed !== '') console.log(`${failed}\n`);
console.log(table(proof));
console.log(`\n${proof.files} files, ${Math.round((performance.now() - start) / 1000)} s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
process.exitCode = proof.crashes.length > 0 || proof.trials.some(({ faults }) => faults.parse) ? 1 : 0;

/** How far it is: always in a terminal, else every ten seconds. */
function tell(done: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}   `);
  else if (performance.now() - told > 10_000) {
    told = performance.now();
    process.stderr.write(`${done}\n`);
  }
}
