import assert from 'node:assert/strict';
import fs from 'node:fs';
import { catalogue } from '../../src/rules/catalogue.ts';
import { clean, fixable, floating, makeWorkspace, removeWorkspaces, runIn, type Workspace } from '../support/command-line.ts';

afterEach(removeWorkspaces);

/** Audits by syntax alone, which takes no time. */
const audit = (workspace: Workspace, ...args: string[]) => runIn(workspace, ['audit', '--types', 'off', ...args]);
const rulesOf = (json: string): string[] => (JSON.parse(json) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);

describe('exit statuses', () => {
  it('0 without findings, 1 with findings', async () => {
    assert.equal((await audit(makeWorkspace({ 'a.ts': clean }))).status, 0);
    assert.equal((await audit(makeWorkspace({ 'a.ts': floating }))).status, 1);
    assert.equal((await audit(makeWorkspace())).status, 0);
  });

  it('from --fail-on on, whatever --severity lists', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    assert.equal((await audit(workspace, '--fail-on', 'error')).status, 0);
    assert.equal((await audit(workspace, '--fail-on', 'never')).status, 0);
    const { status, stdout } = await audit(workspace, '--severity', 'error', '--format', 'json');
    assert.deepEqual([status, rulesOf(stdout)], [1, []]);
    assert.equal((await audit(makeWorkspace({ 'a.ts': fixable }), '--fail-on', 'information')).status, 1);
  });

  it('problems change no status', async () => {
    const { status, stdout } = await audit(makeWorkspace({ 'a.ts': 'const = 1;', 'b.ts': Buffer.from([0, 1]), 'p/async-pitfalls.jsonc': '[]', 'p/c.ts': '' }));
    assert.equal(status, 0);
    assert.match(stdout, /\[not parsed\] a\.ts: .*\n\[skipped\] b\.ts: .*\n\[config\] p\/async-pitfalls\.jsonc: /);
  });

  it('130 when interrupted, with what is there', async () => {
    const { status, stdout } = await runIn(makeWorkspace({ 'a.ts': floating }), ['audit', '--types', 'off', '--format', 'json'], { signal: AbortSignal.abort() });
    assert.equal(status, 130);
    assert.equal((JSON.parse(stdout) as { summary: { partial: boolean } }).summary.partial, true);
  });

  const mistakes: [string, string[], RegExp][] = [
    ['an unknown command', ['adit'], /^async-pitfalls: Unknown command 'adit'. Did you mean 'audit'\?\n$/],
    ['an unknown option', ['audit', '--fromat', 'json'], /^async-pitfalls: Unknown option '--fromat'. Did you mean '--format'\?\n$/],
    ['an option without its value', ['audit', '--output'], /^async-pitfalls: Option '--output <file>' argument missing\n$/],
    ['an unknown format', ['audit', '--format', 'jsn'], /'jsn' is no value of --format: .* Did you mean 'json'\?\n$/],
    ['an unknown rule', ['audit', '--rule', 'floating=off'], /No rule is called 'floating'/],
    ['an unknown severity of a rule', ['audit', '--rule', 'blocking-call=loud'], /'loud' is no value of --rule/],
    ['a rule without severity', ['audit', '--rule', 'blocking-call'], /not of the form ID=SEVERITY/],
    ['an unknown severity', ['audit', '--severity', 'off'], /'off' is no value of --severity/],
    ['an unknown level to fail on', ['audit', '--fail-on', 'warn'], /Did you mean 'warning'\?/],
    ['an unknown source of types', ['audit', '--types', 'flow'], /'flow' is no value of --types/],
    ['a path that is not there', ['audit', 'nowhere.ts'], /^async-pitfalls: nowhere\.ts cannot be audited: there is no such file or folder\. Mend the path/],
    ['a config file that is not there', ['audit', '--config', 'c.jsonc'], /--config c\.jsonc cannot be read: there is no such file/],
    ['a config file that is a folder', ['audit', '--config', '.'], /--config \. cannot be read: it is a folder/],
    ['a report into no folder', ['audit', '--types', 'off', '--output', 'no/where.txt'], /--output no\/where\.txt cannot be written/],
    ['both kinds of --fix', ['audit', '--fix', '--fix-dry-run'], /exclude each other/],
    ['--fix of stdin', ['audit', '--fix', '--stdin-filename', 'a.ts'], /cannot write what came from stdin/],
    ['stdin and paths', ['audit', 'a.ts', '--stdin-filename', 'a.ts'], /Leave the paths out/],
    ['stdin of another language', ['audit', '--stdin-filename', 'a.vue'], /neither TypeScript nor JavaScript/],
    ['a rule to explain that does not exist', ['explain', 'floating-promisse'], /Did you mean 'floating-promise'\?/],
    ['a format of the catalogue that does not exist', ['rules', '--format', 'xml'], /'xml' is no value of --format/],
    ['a language server without --stdio', ['lsp'], /lsp --stdio/],
  ];
  for (const [what, args, message] of mistakes) {
    it(`2 for ${what}, with one line`, async () => {
      const { status, stdout, stderr } = await runIn(makeWorkspace({ 'a.ts': '' }), args);
      assert.deepEqual([status, stdout, stderr.trimEnd().split('\n').length], [2, '', 1], stderr);
      assert.match(stderr, message);
    });
  }

  it('2 for a broken root config, with its place', async () => {
    const { status, stderr } = await audit(makeWorkspace({ 'async-pitfalls.jsonc': '{\n  "rule": {}\n}' }));
    assert.deepEqual([status, stderr], [2, "async-pitfalls: async-pitfalls.jsonc:2:3: 'rule' is not known in the config file. Did you mean 'rules'?\n"]);
  });
});

describe('options of audit', () => {
  it('--rule sets severities, the last wins', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    assert.equal((await audit(workspace, '--rule', 'all=error', '--rule', 'floating-promise=off')).status, 0);
    const { stdout } = await audit(workspace, '--rule', 'floating-promise=off', '--rule', 'floating-promise=error');
    assert.match(stdout, /^a\.ts:3:3 {2}error {2}floating-promise\n/);
  });

  it('--config lies above the nearest config, --no-config leaves it out', async () => {
    const workspace = makeWorkspace({ 'src/a.ts': floating, 'async-pitfalls.jsonc': '{ "rules": { "floating-promise": "off" } }', 'ci.jsonc': '{ "rules": { "floating-promise": "error" } }' });
    assert.deepEqual([(await audit(workspace)).status, (await audit(workspace, '--no-config')).status, (await audit(workspace, '--config', 'ci.jsonc', '--fail-on', 'error')).status], [0, 1, 1]);
    workspace.write('async-pitfalls.jsonc', 'broken');
    assert.equal((await audit(workspace, '--no-config')).status, 1);
  });

  it('--no-cache always succeeds', async () => assert.equal((await audit(makeWorkspace(), '--no-cache')).status, 0));

  it('--output writes the report there, and a summary to stderr', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    const { status, stdout, stderr } = await audit(workspace, '--format', 'json', '--output', 'report.json');
    assert.deepEqual([status, stdout, rulesOf(workspace.read('report.json'))], [1, '', ['floating-promise']]);
    assert.match(stderr, /^1 pitfall: 1 warning in 1 file /);
    assert.equal((await audit(workspace, '--output', 'report.txt', '--quiet')).stderr, '');
  });

  it('--stdin-filename audits what comes in, with the config of that place', async () => {
    const workspace = makeWorkspace({ 'a.ts': clean, 'off/async-pitfalls.jsonc': '{ "rules": { "floating-promise": "off" } }' });
    const fromStdin = async (name: string) => rulesOf((await runIn(workspace, ['audit', '--types', 'off', '--format', 'json', '--stdin-filename', name], { stdin: `\uFEFF${floating}` })).stdout);
    assert.deepEqual([await fromStdin('a.ts'), await fromStdin('new/b.mjs'), await fromStdin('off/c.ts')], [['floating-promise'], ['floating-promise'], []]);
  });

  it('--fix writes, and reports what remains', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable, 'b.ts': floating });
    const { status, stdout, stderr } = await audit(workspace, '--fix', '--format', 'json');
    assert.deepEqual([status, rulesOf(stdout), stderr], [1, ['floating-promise'], 'Applied 1 safe fix in 1 file.\n']);
    assert.doesNotMatch(workspace.read('a.ts'), /disable/);
    assert.equal((await audit(workspace, '--fix')).stderr, '');
  });

  it('--fix-dry-run prints a diff and writes nothing', async () => {
    const workspace = makeWorkspace({ 'p/a.ts': fixable });
    const { status, stdout, stderr } = await audit(workspace, '--fix-dry-run');
    assert.equal(stdout, '--- a/p/a.ts\n+++ b/p/a.ts\n@@ -1,4 +1,3 @@\n export async function submit() {\n-  // async-pitfalls-disable-next-line floating-promise\n   await fetch("/save");\n }\n');
    assert.deepEqual([status, workspace.read('p/a.ts')], [0, fixable]);
    assert.match(stderr, /^✓ No pitfalls found in 1 file /);
    assert.match((await runIn(workspace, ['audit', '--types', 'off', '--fix-dry-run', '--stdin-filename', 'x.ts'], { stdin: fixable })).stdout, /^--- a\/x\.ts/);
  });

  it('--stats says where the time went, by phase and by rule', async () => {
    const { stderr } = await audit(makeWorkspace({ 'a.ts': floating }), '--stats');
    assert.match(stderr, /^Phase\n[\s\S]*^rules +[\d.]+ ms[\s\S]*^Rule\n[\s\S]*^floating-promise +[\d.]+ ms/m);
  });

  it('--quiet leaves out progress and summary', async () => {
    const { stdout, stderr } = await runIn(makeWorkspace({ 'a.ts': floating, 'b.ts': clean }), ['audit', '--types', 'off', '--quiet'], { terminal: true });
    assert.equal(stderr, '');
    assert.doesNotMatch(stdout, /pitfall:/);
    assert.equal((await audit(makeWorkspace({ 'a.ts': clean }), '--quiet')).stdout, '');
  });

  it('shows colours and progress on a terminal only', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    const [piped, terminal] = [await audit(workspace), await runIn(workspace, ['audit', '--types', 'off'], { terminal: true })];
    assert.deepEqual([piped.stderr, piped.stdout.includes('\u001b'), terminal.stdout.includes('\u001b[')], ['', false, true]);
    assert.ok(terminal.stderr.startsWith('\r\u001b[2K') && terminal.stderr.endsWith('\r\u001b[2K'));
    for (const [args, env] of [[['--no-color'], {}], [[], { NO_COLOR: '1' }], [[], { TERM: 'dumb' }]] as const) {
      assert.ok(!(await runIn(workspace, ['audit', '--types', 'off', ...args], { terminal: true, env })).stdout.includes('\u001b'));
    }
  });

  it('gives the same JSON twice, except for the time', async () => {
    const workspace = makeWorkspace({ 'b.js': floating, 'a.ts': fixable, 'c.ts': 'const = 1' });
    const json = async (): Promise<string> => (await audit(workspace, '--format', 'json')).stdout.replace(/"durationMs": \d+/, '');
    assert.equal(await json(), await json());
  });
});

describe('the other commands', () => {
  it('rules lists every rule, also for programs', async () => {
    const workspace = makeWorkspace();
    const text = (await runIn(workspace, ['rules'])).stdout;
    const listed = JSON.parse((await runIn(workspace, ['rules', '--format', 'json'])).stdout) as { id: string; available: boolean; fixes: { id: string }[] }[];
    assert.deepEqual(listed.map(({ id }) => id), catalogue.map(({ id }) => id));
    for (const { id } of catalogue) assert.match(text, new RegExp(`^${id}  `, 'm'));
    assert.deepEqual(listed.find(({ id }) => id === 'unused-suppression')?.fixes.map(({ id }) => id), ['remove']);
    assert.match(text, /^unordered-results {2}hint, not available yet$/m);
  });

  it('explain prints the page of a rule', async () => {
    const workspace = makeWorkspace();
    const { status, stdout } = await runIn(workspace, ['explain', 'unused-suppression']);
    assert.deepEqual([status, stdout], [0, fs.readFileSync(new URL('../../src/rules/unused-suppression.md', import.meta.url), 'utf8')]);
    const colored = (await runIn(workspace, ['explain', 'unused-suppression'], { terminal: true })).stdout;
    assert.ok(colored.includes('\u001b[') && !colored.includes('```') && !colored.includes('## '));
    assert.match((await runIn(workspace, ['explain', 'unordered-results'])).stdout, /not available yet/);
  });

  it('--version and --help answer on stdout', async () => {
    const workspace = makeWorkspace();
    assert.match((await runIn(workspace, ['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
    for (const args of [['--help'], ['audit', '--help'], ['help', 'audit']]) {
      const { status, stdout, stderr } = await runIn(workspace, args);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^Usage: async-pitfalls/);
    }
  });

  it('without a command prints the help, on stderr', async () => {
    const { status, stdout, stderr } = await runIn(makeWorkspace(), []);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^Usage: /);
  });
});
