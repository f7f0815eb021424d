// `npm start` audits the sample workspace with the built command line; `npm start -- PATH …` audits PATH.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const given = process.argv.slice(2);
// npm runs scripts in the package's folder; relative paths mean the folder the user is in.
const cwd = given.length > 0 ? process.env['INIT_CWD'] ?? process.cwd() : root;
const paths = given.length > 0 ? given : ['test/workspaces/sample'];
const { status } = spawnSync(process.execPath, [path.join(root, 'dist/cli.cjs'), 'audit', '--fail-on', 'never', ...paths], { cwd, stdio: 'inherit' });
process.exitCode = status ?? 2;
