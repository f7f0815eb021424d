import assert from 'node:assert/strict';
import { audit } from '../../src/audit/audit.ts';
import { makeWorkspace, removeWorkspaces } from '../support/command-line.ts';

afterEach(removeWorkspaces);

const server = '{ "name": "notes", "dependencies": { "express": "5" } }';
const config = '{ "compilerOptions": { "lib": ["es2023", "dom"], "types": [] } }';
const body = '{\n  try {\n    fetch(`http://notes/${text}`);\n  } catch (error) {\n    console.error(error);\n  }\n}\n';
const save = `export async function saveNote(text: string) ${body}`;

/** Nothing is said of small programs. */
const others = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`src/other${index}.ts`, `export const other${index} = ${index};\n`]));

/** The severities of the floating promises in a project whose src/save.ts holds `text`, in order. */
async function severities(text: string, more: Record<string, string> = {}, rest = others): Promise<string[]> {
  const workspace = makeWorkspace({ 'package.json': server, 'tsconfig.json': config, 'src/save.ts': text, ...rest, ...more });
  const { findings, problems } = await audit({ cwd: workspace.root, paths: [], types: 'auto' });
  assert.deepEqual(problems, []);
  return findings.filter(({ rule }) => rule === 'floating-promise').map(({ severity }) => severity);
}

describe('code that nothing runs', () => {
  const used = "import { saveNote } from './save';\nvoid saveNote('a');\n";

  it('weighs less, as long as nothing names it', async () => {
    assert.deepEqual(await severities(save), ['hint']);
    assert.deepEqual(await severities(save, { 'src/save.test.ts': used }), ['hint']);
    assert.deepEqual(await severities(save, { 'src/app.ts': used }), ['warning']);
    assert.deepEqual(await severities(`${save}export const later = (text: string) => saveNote(text);\n`, { 'src/app.ts': "import { later } from './save';\nvoid later('a');\n" }), ['warning']);
    assert.deepEqual(await severities(`${save}void saveNote('a');\n`), ['warning']);
  });

  it('is so as well where only such code names it, itself among it', async () => {
    assert.deepEqual(await severities(`${save}export const later = (text: string) => saveNote(text);\n`), ['hint']);
    assert.deepEqual(await severities(save.replace('  fetch', '  if (text) await saveNote(text);\n  fetch')), ['hint']);
  });

  it('is not named by being exported', async () => {
    const list = save.replace('export ', '');
    assert.deepEqual(await severities(`${list}export { saveNote };\n`), ['hint']);
    assert.deepEqual(await severities(`${list}export { saveNote };\n`, { 'src/app.ts': used }), ['warning']);
    assert.deepEqual(await severities(`${list}module.exports = { saveNote };\n`.replace(': string', ''), {}), ['hint']);
  });

  it('may be a method, or a class', async () => {
    const notes = `export class Notes {\n  async saveNote(text: string) ${body}}\n`;
    const useOf = (name: string): Record<string, string> => ({ 'src/app.ts': `import { Notes } from './save';\nvoid new Notes().${name}('a');\n` });
    assert.deepEqual(await severities(notes), ['hint']);
    assert.deepEqual(await severities(notes, useOf('saveNote')), ['warning']);
    assert.deepEqual(await severities(notes, useOf('toString')), ['hint']);
    assert.deepEqual(await severities(notes.replace('Notes {', 'Notes extends Map<string, string> {'), useOf('toString')), ['warning']);
    assert.deepEqual(await severities(`declare const routed: any;\n${notes.replace('  async', '  @routed async')}`, useOf('toString')), ['warning']);
    assert.deepEqual(await severities(`declare const routed: any;\n@routed ${notes}`), ['warning']);
  });

  it('is looked for only where every file is known that could name it', async () => {
    assert.deepEqual(await severities(save, { 'package.json': server.replace('"dep', '"exports": "./src/save.ts", "dep') }), ['warning']);
    assert.deepEqual(await severities(save, { 'package.json': server.replace('"express', '"vue": "3", "express') }), ['warning']);
    assert.deepEqual(await severities(save, {}, {}), ['warning']);
    assert.deepEqual(await severities(save, { 'tsconfig.json': '', 'src/tsconfig.json': config }), ['warning']);
  });

  it('is told by its place in the project, whatever lies around that', async () => {
    const workspace = makeWorkspace(Object.fromEntries(Object.entries({ 'package.json': server, 'tsconfig.json': config, 'src/save.ts': save, 'src/api/save.ts': save.replace('saveNote', 'saveText'), '.git/HEAD': '', ...others }).map(([path, text]) => [`api/notes/${path}`, text])));
    const { findings } = await audit({ cwd: workspace.path('api/notes'), paths: [], types: 'auto' });
    assert.deepEqual(findings.map(({ path, severity }) => [path.split('/').slice(-2).join('/'), severity]), [['api/save.ts', 'warning'], ['src/save.ts', 'hint']]);
  });

  it('is like tests that stand beside what they test', async () => {
    const tests = `export function tests() {\n  return { saves: async (text: string) => ${body.trim()} };\n}\n`;
    assert.deepEqual(await severities('', { 'src/index.ts': tests }), ['hint']);
    assert.deepEqual(await severities('', { 'src/index.ts': tests.replace('tests', 'notes') }), ['warning']);
  });

  it('is not what a framework looks for by its name, or a program starts with', async () => {
    assert.deepEqual(await severities(save.replace('saveNote', 'getServerSideProps')), ['warning']);
    assert.deepEqual(await severities('', { 'src/index.ts': save }), ['warning']);
    assert.deepEqual(await severities(save.replace('function saveNote', 'default function saveNote').replace('export async default', 'export default async')), ['warning']);
    assert.deepEqual(await severities(`const save = { saveNote: async (text: string) => ${body.trim()} };\nexport { save };\n`), ['warning']);
  });
});

describe('a promise that is left alone in one place', () => {
  const send = "import { notes } from './notes';\nexport async function send(text: string) {\n  fetch(`http://notes/${text}`);\n  notes.push(text);\n}\nvoid send('a');\n";
  const notes = { 'src/notes.ts': 'export const notes: string[] = [];\n' };

  it('weighs less in a program of many files', async () => {
    assert.deepEqual(await severities(send, notes), ['hint']);
    assert.deepEqual(await severities(send, notes, {}), ['warning']);
    // As the editor, an audit counts what the tsconfig names.
    assert.deepEqual(await severities(send, { ...notes, 'tsconfig.json': config.replace(' }', ' }, "files": ["src/save.ts"]') }), ['warning']);
  });
});
