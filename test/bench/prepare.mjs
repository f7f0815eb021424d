// Installs the pinned project and the linter we compare with, and lays the project out as a repository of its own:
// TypeScript and linters take what stands under node_modules for a dependency.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const benchFolder = import.meta.dirname;
export const projectFolder = path.join(benchFolder, 'project');
const stamp = path.join(benchFolder, 'node_modules/.installed-lock');
const lock = path.join(benchFolder, 'package-lock.json');

/** Installs when the lockfile is not the one last installed, and copies the project's sources. Throws when npm fails. */
export function prepare() {
  const wanted = fs.readFileSync(lock, 'utf8');
  if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== wanted) {
    const result = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: benchFolder, stdio: 'inherit', shell: process.platform === 'win32' });
    if (result.status !== 0) throw new Error(`npm ci in ${benchFolder} failed: see its output above`);
    fs.writeFileSync(stamp, wanted);
  }
  fs.rmSync(projectFolder, { recursive: true, force: true });
  const source = path.join(benchFolder, 'node_modules/viem');
  fs.cpSync(source, path.join(projectFolder, 'src'), {
    recursive: true,
    filter: (from) => fs.statSync(from).isDirectory() ? !/[\\/](?:_cjs|_esm|_types|node_modules)$/.test(path.relative(source, from) ? from : '') : /\.ts$/.test(from) && !/\.d\.ts$/.test(from),
  });
  write('package.json', { name: 'bench-project', private: true, type: 'module' });
  // The nearest one counts: ours leaves this folder out.
  write('async-pitfalls.jsonc', {});
  write('tsconfig.json', {
    compilerOptions: {
      strict: true, target: 'es2021', lib: ['es2022', 'dom', 'dom.iterable'], module: 'nodenext', moduleResolution: 'nodenext', moduleDetection: 'force',
      noEmit: true, skipLibCheck: true, verbatimModuleSyntax: true, rootDir: '.', types: [],
    },
    include: ['src'],
  });
  fs.writeFileSync(path.join(projectFolder, 'eslint.config.mjs'), `import parser from '@typescript-eslint/parser';
import plugin from '@typescript-eslint/eslint-plugin';

export default [{
  files: ['**/*.ts'],
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  plugins: { '@typescript-eslint': plugin },
  rules: { '@typescript-eslint/no-floating-promises': 'error' },
}];
`);
}

function write(name, value) {
  fs.mkdirSync(projectFolder, { recursive: true });
  fs.writeFileSync(path.join(projectFolder, name), `${JSON.stringify(value, undefined, 2)}\n`);
}
