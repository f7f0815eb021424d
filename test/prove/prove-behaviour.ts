// npm run prove:behaviour -- PATH --tests "COMMAND" [--results FILE] [--in FOLDER] [--rule R] [--seed N] [--count 50] [--time-limit SECONDS] [--json FILE]:
// takes all safe fixes of a project and some others at random, all at once, and tells which of its own tests then fail, and for which
// fix. It writes into the project, a git checkout, and puts everything back. Ends with 1 where a fix breaks a test.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { absolute, relativePath } from '../../src/audit/paths.ts';
import { unifiedDiff } from '../../src/reports/diff.ts';
import { compareBehaviour, type Culprit } from './behaviour.ts';
import { changedTexts, chooseChanges, type Change } from './changes.ts';
import { runTests } from './test-run.ts';
import { WorkTree } from './work-tree.ts';

const text = { type: 'string' } as const;
const { values, positionals: [given] } = parseArgs({
  allowPositionals: true,
  options: { tests: text, results: text, in: { type: 'string', multiple: true }, rule: text, seed: text, count: text, 'time-limit': text, json: text },
});
if (given === undefined || values.tests === undefined) throw new Error('Which project, and how is it tested? npm run prove:behaviour -- PATH --tests "npx mocha --reporter json" [--results FILE] [--in FOLDER] [--rule R] [--seed N] [--count 50] [--time-limit SECONDS] [--json FILE]');

// npm runs scripts in the folder of package.json; paths count from where it was called.
const from = process.env['INIT_CWD'] ?? process.cwd();
const root = absolute(from, given);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { interrupted.abort(new Error('Interrupted: everything is as it was.')); });

const seed = Number(values.seed ?? 1);
const choice = await chooseChanges(root, { seed, count: Number(values.count ?? 50), rule: values.rule, ...(values.in && { folders: values.in.map((folder) => absolute(root, folder)) }) });
const changes = [...choice.safe, ...choice.suggested];
console.log(`${choice.findings} findings outside tests, ${choice.fixable} with a fix. Taken: ${choice.safe.length} safe${choice.postponed > 0 ? ` (${choice.postponed} more overlap)` : ''}, ${choice.suggested.length} suggested (seed ${seed}).`);

const tree = new WorkTree(root);
const command = {
  command: values.tests,
  folder: root,
  timeLimit: 1000 * Number(values['time-limit'] ?? 600),
  signal: interrupted.signal,
  ...(values.results !== undefined && { results: absolute(root, values.results) }),
};
await tree.check([...changedTexts(changes.map(({ fix }) => fix), tree.original).keys()]);
try {
  const { before, after, unsteady, culprits } = await compareBehaviour(changes, async (own) => {
    tree.set(changedTexts(own.map(({ fix }) => fix), tree.original));
    return runTests(command);
  }, {
    onRun: (count) => { process.stderr.write(`Tests with ${count} fixes …\n`); },
    onBroken: (tests) => { process.stderr.write(`Broken: ${tests.join('\n  ')}\nLooking for the fixes that do it …\n`); },
  });
  for (const culprit of culprits) console.log(`\n${told(culprit)}`);
  console.log(`\nBefore: ${before.passing.size} tests pass, ${before.failing.size} fail. After: ${after.passing.size} pass, ${after.failing.size} fail; ${unsteady.length} change from run to run. ${broken(culprits)}`);
  if (values.json !== undefined) fs.writeFileSync(absolute(from, values.json), JSON.stringify({ ...choice, safe: choice.safe.map(named), suggested: choice.suggested.map(named), passing: [before.passing.size, after.passing.size], failing: [[...before.failing], [...after.failing]], unsteady, culprits: culprits.map((culprit) => ({ ...culprit, changes: culprit.changes.map(named) })) }, undefined, 1));
  process.exitCode = culprits.length > 0 ? 1 : 0;
} finally {
  tree.restore();
}

function broken(culprits: readonly Culprit[]): string {
  const tests = new Set(culprits.flatMap((culprit) => culprit.tests));
  return tests.size === 0 ? 'No fix breaks a test.' : `${culprits.length} of ${changes.length} fixes break ${tests.size} tests.`;
}

function named({ finding: { rule, path, range, severity }, fix: { title } }: Change): string {
  return `${relativePath(root, path)}:${range.start.line} ${rule} (${severity}): ${title}`;
}

/** A culprit with what it changes; of several that break tests only together, their names. */
function told({ changes: own, tests }: Culprit): string {
  const heads = own.map(named);
  const [change] = own;
  const files = change && own.length === 1 ? [...changedTexts([change.fix], tree.original)] : [];
  const diff = unifiedDiff(files.map(([path, after]) => ({ path, before: tree.original(path), after })), root);
  return [...(own.length > 1 ? ['Only together:'] : []), ...heads, ...tests.slice(0, 10).map((name) => `  breaks: ${name}`), ...(tests.length > 10 ? [`  and ${tests.length - 10} more`] : []), ...diff.split('\n').slice(0, 60).map((line) => `    ${line}`)].join('\n');
}
