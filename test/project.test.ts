import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { catalogue } from '../src/rules/catalogue.ts';
import { rules } from '../src/rules/index.ts';
import { generatedReadme } from './support/readme.ts';

const root = path.join(import.meta.dirname, '..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const filesBelow = (folder: string, extension: RegExp): string[] => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => extension.test(file)).map((file) => `${folder}/${file.split(path.sep).join('/')}`);

/** Which folders of src a folder may import from, besides itself. */
const allowedImports: Record<string, readonly string[]> = {
  analysis: [],
  knowledge: [],
  summaries: ['knowledge', 'analysis'],
  fixes: ['knowledge', 'analysis'],
  rules: ['fixes', 'knowledge', 'analysis'],
  // Changes of a whole project: it asks the language service, which fixes must not.
  refactor: ['fixes', 'knowledge', 'analysis'],
  audit: ['rules', 'summaries', 'analysis', 'knowledge', 'fixes'],
  reports: ['audit', 'analysis', 'rules'],
  cli: ['audit', 'reports', 'analysis', 'rules', 'server', 'knowledge'],
  server: ['refactor', 'audit', 'reports', 'analysis', 'rules', 'knowledge', 'fixes'],
  extension: [],
};

/** Folders whose types, and nothing else, may be imported. */
const allowedTypes: Record<string, readonly string[]> = {
  rules: ['summaries'],
  reports: ['summaries'],
  // What goes over the wire.
  extension: ['server'],
};

interface Import {
  file: string;
  specifier: string;
  isType: boolean;
}

function importsOf(file: string): Import[] {
  return [...read(file).matchAll(/^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm)].map((match) => ({ file, specifier: match[2] as string, isType: match[1] !== undefined }));
}

describe('project', () => {
  const sources = filesBelow('src', /\.ts$/);
  const folderOf = (file: string): string => file.split('/')[1] as string;

  it('imports go in the allowed directions only', () => {
    const wrong = sources.flatMap(importsOf).filter(({ file, specifier, isType }) => {
      if (!specifier.startsWith('.')) return false;
      const target = path.posix.join(path.posix.dirname(file), specifier);
      // package.json and the like are data.
      if (!target.startsWith('src/')) return !target.endsWith('.json');
      const [from, to] = [folderOf(file), folderOf(target)];
      return from !== to && !allowedImports[from]?.includes(to) && !(isType && allowedTypes[from]?.includes(to));
    });
    assert.deepEqual(wrong, []);
  });

  it('rules do not import each other', () => {
    const ids = new Set(rules.map((rule) => `./${rule.id}.ts`));
    assert.deepEqual(rules.flatMap((rule) => importsOf(`src/rules/${rule.id}.ts`)).filter(({ specifier }) => ids.has(specifier)), []);
  });

  it('rules, fixes and summaries ask the oracle, never TypeScript', () => {
    const asking = sources.filter((file) => /^src\/(?:rules|fixes|summaries|knowledge)\//.test(file)).flatMap(importsOf).filter(({ specifier }) => specifier === 'typescript');
    assert.deepEqual(asking, []);
  });

  it('only the extension knows vscode', () => {
    assert.deepEqual(sources.filter((file) => folderOf(file) !== 'extension').flatMap(importsOf).filter(({ specifier }) => specifier === 'vscode'), []);
  });

  it('only the command line and the entries of the server and the extension know process and console', () => {
    const entries = /^src\/(?:cli\/|extension\/|server\/(?:main|audit-worker)\.ts$|audit\/generate\.ts$)/;
    const users = sources.filter((file) => !entries.test(file)).filter((file) => /(?<![.\w'"`])(?:process|console)\.\w/.test(withoutCommentsAndStrings(read(file))));
    assert.deepEqual(users, []);
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      const fixtures = filesBelow(`test/rules/${rule.id}`, /\.[mc]?[jt]sx?$/);

      it('has a page that names each of its fixes', () => {
        const page = read(`src/rules/${rule.id}.md`);
        for (const [id, { title }] of Object.entries(rule.fixes)) assert.ok(page.includes(title) || page.includes(id), `${id} is not described`);
      });

      it('has fixtures with and without findings', () => {
        const texts = fixtures.filter((file) => !file.includes('.fixed.')).map(read);
        assert.ok(texts.some((text) => text.includes(`expect ${rule.id}`)));
        assert.ok(texts.some((text) => !text.includes(' expect ')));
      });

      it('has a twin for each fix', () => {
        for (const id of Object.keys(rule.fixes)) assert.ok(fixtures.some((file) => file.includes(`.${id}.fixed.`)), `no twin for ${id}`);
      });

      it('uses each of its messages', () => {
        const parts = `src/rules/${rule.id}`;
        const text = [`${parts}.ts`, ...(fs.existsSync(parts) ? fs.readdirSync(parts).map((name) => `${parts}/${name}`) : [])].map(read).join('\n');
        for (const id of Object.keys(rule.messages)) assert.ok(new RegExp(`['"]${id}['"]`).test(text), `${id} is never reported`);
      });

      it('takes its summary and severity from the catalogue', () => {
        const entry = catalogue.find(({ id }) => id === rule.id);
        assert.deepEqual([rule.summary, rule.severity], [entry?.summary, entry?.severity]);
      });
    });
  }

  it('the changelog starts with the version of package.json', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    assert.equal(/^## \[?(\d+\.\d+\.\d+)/m.exec(read('CHANGELOG.md'))?.[1], version);
  });

  it('the generated parts of README.md are not stale', () => assert.equal(read('README.md'), generatedReadme(read('README.md'))));

  it('each command of package.json is registered, and none besides', () => {
    const { contributes } = JSON.parse(read('package.json')) as { contributes: { commands?: { command: string }[] } };
    const contributed = (contributes.commands ?? []).map(({ command }) => command).sort();
    // Only what we show runs these.
    const ours = ['asyncPitfalls.showMoreFindings', 'asyncPitfalls.switchOffInSettings'];
    const known = [...read('src/extension/commands.ts').matchAll(/'(asyncPitfalls\.[\w.]+)'/g)].map((match) => match[1] as string).filter((id) => !ours.includes(id)).sort();
    assert.deepEqual(contributed, known);
    assert.notEqual(contributed.length, 0);
  });
});

function withoutCommentsAndStrings(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '');
}
