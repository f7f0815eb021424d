// Looks into a packaged extension: nothing in it that users do not need, nothing missing, and small. `check-vsix.mjs FILE`
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';

const limit = 4 * 1024 * 1024;
const unwanted = /(^|\/)(node_modules|src|test|bench|out)\/|\.map$|(?<!\.d)\.ts$|\.mjs$|\.vsix$/;
const needed = [
  'package.json', 'readme.md', 'changelog.md', 'LICENSE.txt',
  'dist/cli.cjs', 'dist/server.cjs', 'dist/audit-worker.cjs', 'dist/report-worker.cjs', 'dist/extension.cjs', 'dist/client.cjs', 'dist/report.js', 'dist/report.css', 'dist/typescript.cjs', 'dist/lib/lib.es5.d.ts', 'dist/third-party-notices.txt',
  'syntaxes/suppression.tmLanguage.json', 'media/icon.png', 'media/view.svg',
];

export function checkVsix(file) {
  const bytes = fs.readFileSync(file);
  const names = zipEntries(bytes).filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
  const faults = [
    ...names.filter((name) => unwanted.test(name)).map((name) => `does not belong in it: ${name}`),
    ...needed.filter((name) => !names.includes(name)).map((name) => `is missing: ${name}`),
  ];
  if (bytes.length > limit) faults.push(`has ${bytes.length} bytes, more than ${limit}`);
  return { size: bytes.length, files: names.length, faults };
}

/** The names in a zip file's central directory. */
function zipEntries(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  const count = bytes.readUInt16LE(end + 10);
  const names = [];
  for (let at = bytes.readUInt32LE(end + 16); names.length < count;) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    names.push(bytes.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2];
  const { size, files, faults } = checkVsix(file);
  for (const fault of faults) console.error(`${file}: ${fault}`);
  console.log(`${file}: ${(size / 1024 / 1024).toFixed(2)} MB, ${files} files`);
  if (faults.length > 0) process.exitCode = 1;
}
