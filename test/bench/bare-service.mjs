// TypeScript's LanguageService alone, in a process of its own: what an edit costs before anybody lints. Prints JSON.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { edits } from './edits.mjs';

const ts = createRequire(import.meta.url)('typescript');
const [projectFolder, file, count] = process.argv.slice(2);
const config = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(projectFolder, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, projectFolder);
const original = fs.readFileSync(file, 'utf8');
let text = original;
let version = 0;

const service = ts.createLanguageService({
  getCompilationSettings: () => config.options,
  getScriptFileNames: () => config.fileNames,
  getScriptVersion: (name) => (name === file ? String(version) : '0'),
  getScriptSnapshot(name) {
    if (name !== file) { const content = ts.sys.readFile(name); return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content); }
    return ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => projectFolder,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists, readFile: ts.sys.readFile, readDirectory: ts.sys.readDirectory, directoryExists: ts.sys.directoryExists, getDirectories: ts.sys.getDirectories,
}, ts.createDocumentRegistry());

/** The types of all calls in the file: what a typed lint rule must ask at least. */
function query() {
  const program = service.getProgram();
  const checker = program.getTypeChecker();
  const visit = (node) => { if (ts.isCallExpression(node)) checker.getTypeAtLocation(node); ts.forEachChild(node, visit); };
  visit(program.getSourceFile(file));
}

query();
globalThis.gc();
globalThis.gc();
const heapMB = process.memoryUsage().heapUsed / 1024 / 1024;
const times = [];
const before = process.cpuUsage();
for (const edited of edits(original, Number(count))) {
  text = edited;
  version += 1;
  const start = performance.now();
  query();
  times.push(performance.now() - start);
}
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ times, cpuMs: (user + system) / 1000 / times.length, heapMB }));
