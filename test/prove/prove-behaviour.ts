// npm run prove:behaviour -- PATH --tests "COMMAND" [--results FILE] [--in FOLDER] [--rule R] [--seed N] [--count 50] [--reached] [--time-limit SECONDS] [--json FILE]:
// takes all safe fixes of a project and some others at random, all at once, and tells which of its own tests then fail, and for which
// fix. --reached: only such fixes as stand in code that the tests run. It writes into the project, a git checkout, and puts everything back. Ends with 1 where a fix breaks a test.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { absolute, relativePath } from '../../src/audit/paths.ts';
import { unifiedDiff } from '../../src/reports/diff.ts';
import { compareBehaviour, type Culprit } from './behaviour.ts';
import { changedTexts, chooseChanges, offeredChanges, type Change } from './changes.ts';
import { reachedBy } from './reached.ts';
import { runTests } from './test-run.ts';
import { WorkTree } from './work-tree.ts';

const text = { type: 'string' } as const;
const { values, positionals: [given] } = parseArgs({
  allowPositionals: true,
  options: { tests: text, results: text, in: { type: 'string', multiple: true }, rule: text, seed: text, count: text, 'time-limit': text, json: text, reached: { type: 'boolean' } },
});
if (given === undefined || values.tests === undefined) throw new Error('Which project, and how is it tested? npm run prove:behaviour -- PATH --tests "npx mocha --reporter json" [--results FILE] [--in FOLDER] [--rule R] [--seed N] [--count 50] [--reached] [--time-limit SECONDS] [--json FILE]');

// npm runs scripts in the folder of package.json; paths count from where it was called.
const from = process.env['INIT_CWD'] ?? process.cwd();
const root = absolute(from, given);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { interrupted.abort(); });

const seed = Number(values.seed ?? 1);
const offered = await offeredChanges(root, values.in?.map((folder) => absolute(root, folder)), values.rule);
console.log(`${offered.findings} findings outside tests, ${offered.preferred.length} with a fix.`);

const tree = new WorkTree(root);
const textsOf = (changes: readonly Change[]): Map<string, string> => changedTexts(changes.map(({ fix }) => fix), tree.original);
const command = {
  command: values.tests,
  folder: root,
  timeLimit: 1000 * Number(values['time-limit'] ?? 600),
  signal: interrupted.signal,
  ...(values.results !== undefined && { results: absolute(root, values.results) }),
};
try {
  const all = [...offered.preferred, ...offered.safe];
  await tree.check([...new Set(all.flatMap(({ finding, fix }) => [finding.path, ...fix.edits.map(({ path }) => path)]))]);
  process.stderr.write('Tests without fixes, to see where they come by …\n');
  const reached = await reachedBy(all, tree, () => runTests(command));
  const isWanted = (change: Change): boolean => values.reached !== true || reached.has(change.finding);
  const { safe, suggested, postponed } = chooseChanges({ preferred: offered.preferred.filter(isWanted), safe: offered.safe }, seed, Number(values.count ?? 50));
  const changes = [...safe, ...suggested];
  console.log(`Taken: ${safe.length} safe${postponed > 0 ? ` (${postponed} more overlap)` : ''}, ${suggested.length} suggested (seed ${seed}); ${changes.filter(({ finding }) => reached.has(finding)).length} of them where the tests come by.`);
  const behaviour = await compareBehaviour(changes, (own) => {
    tree.set(textsOf(own));
    return runTests(command);
  }, {
    onRun: (count) => { process.stderr.write(`Tests with ${count} fixes …\n`); },
    onBroken: (tests) => { process.stderr.write(`Broken:\n  ${tests.join('\n  ')}\nLooking for the fixes that do it …\n`); },
  });
  const { before, after, unsteady, culprits } = behaviour;
  for (const culprit of culprits) console.log(`\n${told(culprit)}`);
  const broken = new Set(culprits.flatMap(({ tests }) => tests)).size;
  console.log(`\nBefore: ${before.passing.size} tests pass, ${before.failing.size} fail. After: ${after.passing.size} pass, ${after.failing.size} fail; ${unsteady.length} change from run to run. ${broken === 0 ? 'No fix breaks a test.' : `${culprits.length} of ${changes.length} fixes break ${broken} tests.`}`);
  if (values.json !== undefined) fs.writeFileSync(absolute(from, values.json), JSON.stringify({ changes: changes.map((change) => ({ change: named(change), reached: reached.has(change.finding) })), passing: [before.passing.size, after.passing.size], failing: [[...before.failing], [...after.failing]], unsteady, culprits: culprits.map(({ changes: own, tests }) => ({ changes: own.map(named), tests })) }, undefined, 1));
  process.exitCode = culprits.length > 0 ? 1 : 0;
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
  process.stderr.write('Interrupted. Everything is as it was.\n');
  process.exitCode = 130;
} finally {
  tree.restore();
}

function named({ finding: { rule, path, range, severity }, fix: { title } }: Change): string {
  return `${relativePath(root, path)}:${range.start.line} ${rule} (${severity}): ${title}`;
}

/** A culprit with what it changes; of several that break tests only together, their names. */
function told({ changes: own, tests }: Culprit): string {
  const heads = own.map(named);
  const [change] = own;
  const files = change && own.length === 1 ? [...textsOf([change])] : [];
  const diff = unifiedDiff(files.map(([path, after]) => ({ path, before: tree.original(path), after })), root);
  return [...(own.length > 1 ? ['Only together:'] : []), ...heads, ...tests.slice(0, 10).map((name) => `  breaks: ${name}`), ...(tests.length > 10 ? [`  and ${tests.length - 10} more`] : []), ...diff.split('\n').slice(0, 60).map((line) => `    ${line}`)].join('\n');
}
