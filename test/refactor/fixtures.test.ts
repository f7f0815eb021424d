import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Plan } from '../../src/refactor/outcome.ts';
import type { Purpose } from '../../src/refactor/own-edits.ts';
import { Project } from './project.ts';

/**
 * Each folder is a project. `// make-async: <text>` names what blocks (or, with `// make-async floating: <text>`, floats; with
 * `// make-async value: <text>`, is used as its result) on its line; `x.fixed.ts` is `x.ts` afterwards, and what has no twin stays as it is. A project with `// refused: <reason>` on a line
 * is refused, with that reason and that line. Markers are taken out before anything looks at the files.
 */
const folder = import.meta.dirname;
const marker = /[ \t]*(?:\/\/|\{\/\*) (make-async(?: floating| value)?|refused): (.*?)(?: \*\/\})?(?=\r?\n|$)/g;
const isTwin = (name: string): boolean => /\.fixed\.[mc]?[jt]sx?$/.test(name);
const twinOf = (name: string): string => name.replace(/(\.[mc]?[jt]sx?)$/, '.fixed$1');

interface Fixture {
  files: Map<string, string>;
  twins: Map<string, string>;
  at: { path: string; start: number; end: number };
  purpose: Purpose;
  refused: { path: string; line: number; reason: string } | undefined;
}

function read(name: string, eol: '\n' | '\r\n'): Fixture {
  const root = path.join(folder, name);
  const fixture: Partial<Fixture> & Pick<Fixture, 'files' | 'twins'> = { files: new Map(), twins: new Map() };
  for (const file of fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const full = path.join(root, file);
    if (!fs.statSync(full).isFile()) continue;
    const text = fs.readFileSync(full, 'utf8').replace(/\r?\n/g, eol);
    if (isTwin(file)) {
      fixture.twins.set(full, text);
      continue;
    }
    const clean = text.replace(marker, '');
    fixture.files.set(full, clean);
    for (const found of text.matchAll(marker)) {
      const [, kind, rest = ''] = found;
      const before = text.slice(0, found.index).replace(marker, '');
      if (kind === 'refused') fixture.refused = { path: full, line: before.split('\n').length, reason: rest };
      else {
        const start = clean.indexOf(rest, before.lastIndexOf('\n') + 1);
        assert(start >= 0, `${rest} is not on its line in ${full}`);
        Object.assign(fixture, { at: { path: full, start, end: start + rest.length }, purpose: kind === 'make-async' ? 'blocking-call' : kind.endsWith('value') ? 'promise-as-value' : 'floating-promise' });
      }
    }
  }
  return fixture as Fixture;
}

describe('refactor: make async', () => {
  const names = fs.readdirSync(folder).filter((entry) => fs.statSync(path.join(folder, entry)).isDirectory() && (process.env['FIXTURE'] ?? entry) === entry);
  const fixtures = new Map(names.map((name) => [name, read(name, '\n')]));
  // One program for all of them, and one for what becomes of them: each takes its time to make.
  let project: Project;
  const results = new Map<string, string>();
  before(() => { project = new Project(filesOf(fixtures.values())); });
  after(() => project.dispose());

  for (const [name, fixture] of fixtures) {
    it(name.replaceAll('-', ' '), () => {
      for (const [file, text] of check(fixture, project)) results.set(file, text);
    });
  }

  it('leaves code that compiles as it did', () => {
    assert.deepEqual(project.errors(), [], 'errors before');
    const all = new Project(results);
    try {
      assert.deepEqual(all.errors(), [], 'errors after');
    } finally {
      all.dispose();
    }
  });

  it('keeps Windows line ends', () => {
    const windows = new Map(names.map((name) => [name, read(name, '\r\n')]));
    const other = new Project(filesOf(windows.values()));
    try {
      for (const fixture of windows.values()) check(fixture, other);
    } finally {
      other.dispose();
    }
  });
});

function filesOf(fixtures: Iterable<Fixture>): Map<string, string> {
  return new Map([...fixtures].flatMap(({ files }) => [...files]));
}

/** The files afterwards, compared with the twins. */
function check({ files, twins, at, purpose, refused }: Fixture, project: Project): Map<string, string> {
  const outcome = project.plan(at, purpose);
  assert(outcome, 'there is nothing to make async');
  if (refused) {
    assert.equal(outcome.kind, 'refused', `not refused: ${JSON.stringify(outcome)}`);
    if (outcome.kind === 'refused') assert.deepEqual({ ...outcome.at, reason: outcome.reason }, refused);
    return files;
  }
  if (outcome.kind === 'refused') assert.fail(`refused: ${outcome.reason} (${outcome.at.path}:${outcome.at.line})`);
  const after = applied(files, outcome);
  for (const [file, text] of after) {
    const twin = twinOf(file);
    if (process.env['UPDATE_TWINS'] && !text.includes('\r')) {
      if (text !== files.get(file)) fs.writeFileSync(twin, text);
    } else assert.equal(text, twins.get(twin) ?? files.get(file), `${path.relative(folder, file)} after`);
  }
  return after;
}

function applied(files: ReadonlyMap<string, string>, { edits }: Plan): Map<string, string> {
  const strange = edits.find((edit) => !files.has(edit.path));
  assert.equal(strange, undefined, 'an edit of a file of another fixture');
  return new Map([...files].map(([file, text]) => [file, applyEdits(text, edits.filter((edit) => edit.path === file))]));
}
