// Builds dist/: what the .vsix and the npm package carry. `npm run build`.
import { build, transform } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

fs.mkdirSync('out', { recursive: true });
// Built aside and put in place when all is well: what runs from dist/ meanwhile never meets half of it.
const dist = fs.mkdtempSync('out/dist-');
const typescriptLib = 'node_modules/typescript/lib';

/** TypeScript is most of the product's size: one copy, which the other bundles require from beside them. */
const oneTypeScript = {
  name: 'one-typescript',
  setup(pluginBuild) {
    // The second name is an old one: that file does nothing but load the first.
    pluginBuild.onResolve({ filter: /^typescript(\/lib\/tsserverlibrary)?$/ }, () => ({ path: 'typescript', namespace: 'members' }));
    pluginBuild.onLoad({ filter: /^/, namespace: 'members' }, () => ({ contents: membersOfTypeScript }));
    pluginBuild.onResolve({ filter: /^\.\/typescript\.cjs$/, namespace: 'members' }, ({ path: file }) => ({ path: file, external: true }));
  },
};

/**
 * TypeScript exports 2,200 functions, each behind two getters, by which every `ts.isCallExpression(…)` goes. Here are those that a bundle names
 * (put in when it is built), as plain values; V8 finds the members of a prototype without a search. All others are inherited.
 */
const membersOfTypeScript = `
const typescript = require('./typescript.cjs');
const members = Object.create(typescript);
for (const name of 'NAMES OF MEMBERS'.split(' ')) Object.defineProperty(members, name, { value: typescript[name], enumerable: true });
module.exports = Object.getPrototypeOf(Object.create(members));
`;

/** The extension's entry is a stub that loads in no time; the language client lies beside it and is loaded after activation. */
const lazyClient = {
  name: 'lazy-client',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^\.\/client\.ts$/ }, () => ({ path: './client.cjs', external: true }));
  },
};

const fileUrl = "const __fileUrl = require('node:url').pathToFileURL(__filename).href;";

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  banner: { js: fileUrl },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // The UMD builds of some packages hide their imports from a bundler.
  mainFields: ['module', 'main'],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename', 'import.meta.url': '__fileUrl' },
  logOverride: { 'empty-import-meta': 'error' },
};

const browsers = ['chrome123', 'firefox128', 'safari17.5'];
const reportScript = { entryPoints: ['src/reports/page/main.ts'], bundle: true, platform: 'browser', format: 'iife', target: browsers, minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'warning' };

// `vscode` is external in the extension alone: a runtime import of it below the command line or the server cannot be resolved.
const bundles = [
  { entry: 'src/cli/main.ts', out: 'cli.cjs', plugins: [oneTypeScript], banner: { js: `#!/usr/bin/env node\n${fileUrl}` }, executable: true },
  { entry: 'src/server/main.ts', out: 'server.cjs', plugins: [oneTypeScript] },
  { entry: 'src/server/audit-worker.ts', out: 'audit-worker.cjs', plugins: [oneTypeScript] },
  { entry: 'src/server/report-worker.ts', out: 'report-worker.cjs', withoutTypeScript: true },
  { entry: 'src/extension/extension.ts', out: 'extension.cjs', plugins: [oneTypeScript, lazyClient], supported: { 'dynamic-import': false }, external: ['vscode'], withoutTypeScript: true },
  { entry: 'src/extension/client.ts', out: 'client.cjs', plugins: [oneTypeScript], external: ['vscode'], withoutTypeScript: true },
  { entry: `${typescriptLib}/typescript.js`, out: 'typescript.cjs' },
];

try {
  const metafiles = await Promise.all([...bundles.map(buildBundle), buildPage()]);
  copyMatching(typescriptLib, /^lib\..*d\.ts$/, 'lib');
  copyMatching('src/rules', /\.md$/, 'docs');
  fs.copyFileSync('src/audit/async-pitfalls.schema.json', path.join(dist, 'async-pitfalls.schema.json'));
  writeNotices(metafiles);
  fs.chmodSync(dist, 0o755);
  fs.rmSync('dist', { recursive: true, force: true });
  fs.renameSync(dist, 'dist');
} finally {
  fs.rmSync(dist, { recursive: true, force: true });
}

async function buildBundle({ entry, out, executable, withoutTypeScript, ...options }) {
  const outfile = path.join(dist, out);
  const { metafile } = await build({ ...shared, ...options, entryPoints: [entry], outfile });
  const copies = Object.keys(metafile.inputs).filter((input) => /(^|\/)node_modules\/(typescript|@typescript\/native)\//.test(input));
  if (out !== 'typescript.cjs' && copies.length > 0) throw new Error(`${out} holds its own TypeScript: ${copies.join(', ')}`);
  const imported = metafile.outputs[outfile].imports.map((found) => found.path);
  if (withoutTypeScript && imported.includes('./typescript.cjs')) throw new Error(`${out} loads TypeScript, which belongs in the server's process.`);
  await nameMembers(outfile);
  if (executable) await fs.promises.chmod(outfile, 0o755);
  return metafile;
}

/** Puts the names of TypeScript's members that occur in a bundle where it expects them. */
async function nameMembers(outfile) {
  const code = await fs.promises.readFile(outfile, 'utf8');
  if (!code.includes('NAMES OF MEMBERS')) return;
  const words = new Set(code.match(/[\w$]+/g));
  await fs.promises.writeFile(outfile, code.replace('NAMES OF MEMBERS', Object.keys(ts).filter((name) => words.has(name)).join(' ')));
}

/** The HTML report's script and style, which the report carries in itself. */
async function buildPage() {
  const { metafile } = await build({ ...reportScript, outfile: path.join(dist, 'report.js'), metafile: true });
  const { code } = await transform(fs.readFileSync('media/report.css', 'utf8'), { loader: 'css', minify: true, target: browsers });
  fs.writeFileSync(path.join(dist, 'report.css'), code);
  return metafile;
}

function copyMatching(from, pattern, to) {
  const target = path.join(dist, to);
  fs.mkdirSync(target, { recursive: true });
  for (const name of fs.readdirSync(from))
    if (pattern.test(name)) fs.copyFileSync(path.join(from, name), path.join(target, name));
}

/** The licences of what the bundles hold, as these licences demand. */
function writeNotices(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const texts = fs.readdirSync(folder).filter((file) => /^(licen[cs]e|notice|thirdpartynotice)/i.test(file)).sort();
    return [`${name} ${version} (${license})`, ...texts.map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim())].join('\n\n');
  });
  fs.writeFileSync(path.join(dist, 'third-party-notices.txt'), notices.join(`\n\n${'-'.repeat(80)}\n\n`) + '\n');
}
