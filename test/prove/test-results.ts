/** What a run of tests says: the names of those that passed and of those that failed. */
export interface TestResults {
  passing: ReadonlySet<string>;
  failing: ReadonlySet<string>;
}

/** What the reporters of jest and vitest write (`--json`, `--reporter=json`). */
interface JestReport {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

/** What mocha's writes (`--reporter json`). */
interface MochaReport {
  passes: { fullTitle: string; file?: string }[];
  failures: { fullTitle: string; file?: string }[];
}

/** Those that bear the same name are told apart by their order. */
class Names {
  readonly passing = new Set<string>();
  readonly failing = new Set<string>();
  private readonly counts = new Map<string, number>();

  add(name: string, isPassed: boolean): void {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    (isPassed ? this.passing : this.failing).add(count === 1 ? name : `${name} (${count})`);
  }
}

/**
 * Reads the report of jest, vitest or mocha (JSON), or TAP, as node:test and ava write it. Throws for any other text: without
 * names nobody can tell which test a change breaks.
 */
export function readResults(text: string): TestResults {
  const json = jsonIn(text);
  if (isJest(json)) return ofJest(json);
  if (isMocha(json)) return ofMocha(json);
  const names = new Names();
  for (const [, not, name] of text.matchAll(/^[ \t]*(not )?ok \d+ -? ?(.*?)\r?$/gm)) if (!/ # (?:SKIP|TODO)\b/i.test(name ?? '')) names.add(name ?? '', not === undefined);
  if (names.passing.size + names.failing.size === 0) throw new Error('No tests can be read there: let the tests write JSON (jest --json, vitest --reporter=json, mocha --reporter json) or TAP.');
  return names;
}

/** A report may stand among what the tests themselves print. */
function jsonIn(text: string): unknown {
  for (const start of [text.search(/^\s*\{/), text.search(/^\{\s*"(?:stats|numTotalTestSuites|numFailedTestSuites)"/m)]) {
    if (start < 0) continue;
    try {
      return JSON.parse(text.slice(start, text.lastIndexOf('}') + 1));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function isJest(json: unknown): json is JestReport {
  return typeof json === 'object' && json !== null && 'testResults' in json;
}

function isMocha(json: unknown): json is MochaReport {
  return typeof json === 'object' && json !== null && 'passes' in json && 'failures' in json;
}

function ofJest({ testResults }: JestReport): TestResults {
  const names = new Names();
  for (const { name: file, status, assertionResults } of testResults) {
    // A file that cannot even be loaded has no tests.
    if (assertionResults.length === 0) names.add(file, status === 'passed');
    for (const { fullName, status: own } of assertionResults) if (own === 'passed' || own === 'failed') names.add(`${file}: ${fullName}`, own === 'passed');
  }
  return names;
}

function ofMocha({ passes, failures }: MochaReport): TestResults {
  const names = new Names();
  for (const { file = '', fullTitle } of passes) names.add(`${file}: ${fullTitle}`, true);
  for (const { file = '', fullTitle } of failures) names.add(`${file}: ${fullTitle}`, false);
  return names;
}
