import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { IGrammar, IRawGrammar } from 'vscode-textmate';

interface GrammarContribution {
  scopeName: string;
  path: string;
  injectTo: string[];
}

// Both are CommonJS whose exports an import does not see by name.
const require = createRequire(import.meta.url);
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
const textmate: typeof import('vscode-textmate') = require('vscode-textmate');

const manifest: { contributes: { grammars: GrammarContribution[] } } = readJson('package.json');
const [contribution] = manifest.contributes.grammars;
assert(contribution);

describe('suppression comments are coloured', () => {
  for (const language of ['source.js', 'source.js.jsx', 'source.ts', 'source.tsx'])
    it(`in ${language}`, async () => {
      const { coloured } = await host(language);
      assert.deepEqual(coloured('// async-pitfalls-disable-line floating-promise'), ['directive: async-pitfalls-disable-line', 'rule: floating-promise']);
    });

  const examples: Record<string, string[]> = {
    '// async-pitfalls-disable-next-line floating-promise -- the reason': ['directive: async-pitfalls-disable-next-line', 'rule: floating-promise', 'reason: --'],
    'call(); // async-pitfalls-disable-line': ['directive: async-pitfalls-disable-line'],
    '//async-pitfalls-disable-line blocking-call': ['directive: async-pitfalls-disable-line', 'rule: blocking-call'],
    '/* async-pitfalls-disable blocking-call -- start-up script */ call();': ['directive: async-pitfalls-disable', 'rule: blocking-call', 'reason: --'],
    '/* async-pitfalls-enable blocking-call */': ['directive: async-pitfalls-enable', 'rule: blocking-call'],
    '/*async-pitfalls-disable*/': ['directive: async-pitfalls-disable'],
    '/* async-pitfalls-disable blocking-call*/ call();': ['directive: async-pitfalls-disable', 'rule: blocking-call'],
    '// async-pitfalls-disable lost-update,late-await, never-settles': ['directive: async-pitfalls-disable', 'rule: lost-update', 'rule: late-await', 'rule: never-settles'],
    '// async-pitfalls-disable lost-update -- kept-as-it-is, see async-pitfalls-enable': ['directive: async-pitfalls-disable', 'rule: lost-update', 'reason: --'],
    '// eslint-disable-next-line no-await-in-loop, async-pitfalls/lost-update -- one at a time': ['rule: async-pitfalls/lost-update', 'reason: --'],
    '/* eslint-disable async-pitfalls/lost-update,async-pitfalls/late-await */': ['rule: async-pitfalls/lost-update', 'rule: async-pitfalls/late-await'],
  };
  for (const [line, expected] of Object.entries(examples))
    it(line, async () => assert.deepEqual((await host('source.ts')).coloured(line), expected));
});

describe('comments that suppress nothing keep their colour', () => {
  const examples = [
    '// see async-pitfalls-disable-line',
    '// todo // async-pitfalls-disable-line',
    '/// async-pitfalls-disable-line',
    '/** async-pitfalls-disable-line */',
    '// async-pitfalls-disable-lines',
    '// async-pitfalls-disabled blocking-call',
    '// eslint-disable-next-line no-await-in-loop',
    '// eslint-disable-next-line no-await-in-loop -- as async-pitfalls/lost-update says',
    "'async-pitfalls-disable-line'",
    'async-pitfalls-disable-line',
  ];
  for (const line of examples)
    it(line, async () => {
      const marked = (await host('source.ts')).coloured(line).filter((token) => !token.startsWith('reason'));
      assert.deepEqual(marked, []);
    });

  it('in the lines after the first', async () => {
    const { coloured } = await host('source.ts');
    assert.deepEqual(coloured('/* async-pitfalls-disable blocking-call', ' async-pitfalls-enable lost-update', '*/ call();'), ['directive: async-pitfalls-disable', 'rule: blocking-call']);
  });
});

it('a suppression ends with its comment', async () => {
  const { scopesOf } = await host('source.ts');
  const scopes = scopesOf('/* async-pitfalls-disable blocking-call -- slow */ call();');
  assert.deepEqual(scopes.at(-1), { text: ' call();', scopes: ['source.ts'] });
});

/** A grammar of nothing but comments and strings under a language's scope name, with ours injected as package.json says. */
async function host(language: string) {
  const grammar = await load(language);
  const scopesOf = (...lines: string[]) => {
    let state = textmate.INITIAL;
    return lines.flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
    });
  };
  const coloured = (...lines: string[]) =>
    scopesOf(...lines).flatMap(({ text, scopes }) => {
      const kind = /\.(directive|rule|reason)\.async-pitfalls$/.exec(scopes.filter((scope) => !scope.startsWith('meta.')).at(-1) ?? '');
      return kind ? [`${kind[1]}: ${text}`] : [];
    });
  return { scopesOf, coloured };
}

const loaded = new Map<string, Promise<IGrammar>>();

function load(language: string): Promise<IGrammar> {
  const grammar = loaded.get(language) ?? create(language);
  loaded.set(language, grammar);
  return grammar;
}

async function create(language: string): Promise<IGrammar> {
  await (wasm ??= oniguruma.loadWASM(fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scopeName) => Promise.resolve(scopeName === contribution?.scopeName ? readJson<IRawGrammar>(contribution.path) : hostGrammar(scopeName)),
    getInjections: (scopeName) => (contribution?.injectTo.includes(scopeName) ? [contribution.scopeName] : []),
  });
  const grammar = await registry.loadGrammar(language);
  assert(grammar);
  return grammar;
}

let wasm: Promise<void> | undefined;

function hostGrammar(scopeName: string): IRawGrammar {
  const suffix = scopeName.slice('source.'.length);
  return textmate.parseRawGrammar(
    JSON.stringify({
      scopeName,
      patterns: [
        { name: `string.quoted.single.${suffix}`, begin: "'", end: "'" },
        { name: `comment.block.documentation.${suffix}`, begin: '/\\*\\*(?!/)', end: '\\*/' },
        { name: `comment.block.${suffix}`, begin: '/\\*', end: '\\*/' },
        { begin: '//', end: '(?=$)', beginCaptures: { 0: { name: `punctuation.definition.comment.${suffix}` } }, contentName: `comment.line.double-slash.${suffix}` },
      ],
    }),
    'host.json',
  );
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
