// npm run bench [-- audits|keystroke] [--project NAME]… [--rounds N] [--edits N]: measures the built product on pinned real projects, side by side with others.
import os from 'node:os';
import { parseArgs } from 'node:util';
import { audits } from './audits.mjs';
import { summary } from './figures.mjs';
import { keystroke } from './keystroke.mjs';
import { prepareProject, prepareTools } from './prepare.mjs';
import { projects } from './projects.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { project: { type: 'string', multiple: true }, rounds: { type: 'string', default: '3' }, edits: { type: 'string', default: '50' } } });
const parts = positionals.length === 0 ? ['audits', 'keystroke'] : positionals;
const names = values.project ?? Object.keys(projects);
const rounds = Number(values.rounds);
const edits = Number(values.edits);
const wrong = [...parts.filter((part) => part !== 'audits' && part !== 'keystroke'), ...names.filter((name) => !(name in projects))];
if (wrong.length > 0 || !(rounds >= 1) || !(edits >= 1)) {
  console.error(`npm run bench -- [audits|keystroke] [--project ${Object.keys(projects).join('|')}]… [--rounds N] [--edits N]: what is ${wrong.join(', ') || [values.rounds, values.edits].join(', ')}?`);
  process.exit(2);
}

prepareTools();
for (const name of names) prepareProject(name);
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model}, Node ${process.versions.node}, load ${os.loadavg().map((load) => load.toFixed(1)).join(' ')}`);
const figures = [];
if (parts.includes('audits')) for (const name of names) figures.push(...await audits(name, rounds));
// Where one types, the largest counts.
const typed = names.filter((name) => projects[name].keystroke !== undefined).at(-1);
if (parts.includes('keystroke') && typed !== undefined) figures.push(...await keystroke(typed, rounds, edits));
summary(figures);
console.log(`\nload at the end: ${os.loadavg().map((load) => load.toFixed(1)).join(' ')}`);
