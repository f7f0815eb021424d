// The projects that are measured: published packages that hold their sources, laid out as repositories of their own.
import fs from 'node:fs';
import path from 'node:path';

const typescript = /\.tsx?$/;
const declarations = /\.d\.ts$/;

/**
 * `sources`: the folders to copy, from the package's folder in node_modules to where the project has it; `isSource` picks their files.
 * `tsconfig`: compiler options beside `noEmit` and `skipLibCheck`. `include`: where all tools look.
 * `edited`: the file that changes between two audits, and the text in a function's body after which a statement comes.
 * `keystroke`: the file of about 1,000 lines to type in, and a helper that many files import, with two of these.
 */
export const projects = {
  rxdb: {
    sources: () => [['rxdb/src', 'src']],
    isSource: (file) => typescript.test(file),
    include: ['src'],
    tsconfig: () => ({ strict: true, target: 'esnext', lib: ['esnext', 'dom', 'dom.iterable'], module: 'esnext', moduleResolution: 'bundler', esModuleInterop: true, importHelpers: true, types: ['node'] }),
    edited: { file: 'src/rx-collection.ts', after: 'async prepare(): Promise<void> {' },
    keystroke: { file: 'src/rx-collection.ts', helper: 'src/plugins/utils/utils-promise.ts', users: ['src/query-cache.ts', 'src/rx-schema.ts'] },
  },
  viem: {
    sources: () => [['viem', 'src']],
    isSource: (file) => typescript.test(file) && !declarations.test(file) && !/^(?:_cjs|_esm|_types|node_modules)[\\/]/.test(file),
    include: ['src'],
    tsconfig: () => ({ strict: true, target: 'es2021', lib: ['es2022', 'dom', 'dom.iterable'], module: 'nodenext', moduleResolution: 'nodenext', moduleDetection: 'force', verbatimModuleSyntax: true, types: [] }),
    edited: { file: 'src/actions/public/call.ts', after: '): Promise<CallReturnType> {' },
    keystroke: {
      file: 'src/tempo/actions/reward.ts',
      helper: 'src/utils/encoding/toHex.ts',
      users: ['src/actions/public/getBlockTransactionCount.ts', 'src/actions/public/createAccessList.ts'],
    },
  },
  theia: {
    sources: (modules) => theiaPackages(modules).map((name) => [`@theia/${name}/src`, `packages/${name}/src`]),
    isSource: (file) => typescript.test(file) || file.endsWith('.json'),
    include: ['packages/*/src'],
    // As in its repository, save that one project holds all packages, which see each other's sources.
    tsconfig: (modules) => ({
      noImplicitAny: true, noImplicitOverride: true, noImplicitThis: true, strictNullChecks: true, strict: false,
      experimentalDecorators: true, emitDecoratorMetadata: true, importHelpers: true, resolveJsonModule: true, useDefineForClassFields: false,
      module: 'preserve', moduleResolution: 'bundler', noUncheckedSideEffectImports: false, target: 'es2023', jsx: 'react',
      lib: ['ES2023', 'DOM', 'DOM.AsyncIterable'], types: ['node', 'mocha', 'chai'], paths: theiaPaths(modules),
    }),
    edited: { file: 'packages/workspace/src/browser/workspace-service.ts', after: 'protected async doInit(): Promise<void> {' },
    keystroke: {
      file: 'packages/workspace/src/browser/workspace-service.ts',
      helper: 'packages/core/src/common/promise-util.ts',
      users: ['packages/workspace/src/browser/workspace-schema-updater.ts', 'packages/ai-chat/src/browser/task-context-service.ts'],
    },
  },
};

function theiaPackages(modules) {
  return fs.readdirSync(path.join(modules, '@theia')).filter((name) => fs.existsSync(path.join(modules, '@theia', name, 'src')));
}

/** What is published as `lib` of a package is its `src` here. */
function theiaPaths(modules) {
  return Object.fromEntries(theiaPackages(modules).filter((name) => name !== 'plugin').flatMap((name) => {
    const { main } = JSON.parse(fs.readFileSync(path.join(modules, '@theia', name, 'package.json'), 'utf8'));
    const entry = main === undefined ? [] : [[`@theia/${name}`, [`./packages/${name}/src/${main.replace(/^(?:\.\/)?lib\//, '').replace(/\.js$/, '')}`]]];
    return [...entry, [`@theia/${name}/lib/*`, [`./packages/${name}/src/*`]]];
  }));
}
