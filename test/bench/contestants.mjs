// Who is measured: how each is called, and what its report says, so that nobody is measured who has not looked.
import path from 'node:path';
import { benchFolder, probe } from './prepare.mjs';

const command = path.join(benchFolder, '../../dist/cli.cjs');
const tool = (file) => path.join(benchFolder, 'node_modules', file);
const config = (file) => path.join(benchFolder, 'configs', file);

/** Our command line: all rules, and all that they find; `--cache` remembers, in the project, as no configuration further up counts. */
const ours = (types) => ({ include, report }) => [command, 'audit', ...include, '--types', types, '--no-config', '--cache', '--severity', 'hint', '--fail-on', 'never', '--format', 'json', '--output', report];

function eslintWith(file) {
  return ({ include, report }) => [tool('eslint/bin/eslint.js'), '--config', config(file), '--format', 'json', '--output-file', report, ...include];
}

/**
 * By name: `args` of Node for the folders to look in and the file to write a report to (to which standard output goes as well),
 * and `read`, which makes of the report's text how many files were looked at and how many findings there are, all together and in the probe.
 */
export const contestants = {
  'TypeScript 6': { args: ours('typescript'), read: readOurs, isOurs: true, remembers: true },
  // Of native TypeScript's answers nothing is remembered, up to now.
  native: { args: ours('native'), read: readOurs, isOurs: true },
  'oxlint + tsgolint, four async rules': { args: ({ include }) => [tool('oxlint/bin/oxlint'), '--type-aware', '--format', 'json', ...include], read: readOxlint },
  'oxlint + tsgolint, no-floating-promises alone': {
    args: ({ include }) => [tool('oxlint/bin/oxlint'), '--config', config('oxlint-one-rule.json'), '--type-aware', '--format', 'json', ...include], read: readOxlint,
  },
  'Biome, four async rules': {
    args: ({ include }) => [tool('@biomejs/biome/bin/biome'), 'lint', '--reporter=json', '--max-diagnostics=none', ...include], read: readBiome,
  },
  'typescript-eslint, four async rules': {
    args: eslintWith('eslint.config.mjs'), read: readEslint,
  },
  'typescript-eslint, no-floating-promises alone': { args: eslintWith('eslint-one-rule.config.mjs'), read: readEslint },
};

/** What a report says. Throws when it says nothing of the promise in the probe. */
export function readReport(name, text) {
  const report = contestants[name].read(text);
  if (report.inProbe === 0) throw new Error(`${name} did not report the promise in ${probe.name}: its figures would be those of a tool that does not look`);
  return report;
}

const counted = (files, findings, pathOf) => ({ files, findings: findings.length, inProbe: findings.filter((finding) => pathOf(finding).endsWith(probe.name)).length });

export function readOurs(text) {
  const { summary, findings } = JSON.parse(text);
  return counted(summary.files, findings, ({ path }) => path);
}

export function readOxlint(text) {
  const { diagnostics, number_of_files: files } = JSON.parse(text);
  return counted(files, diagnostics, ({ filename }) => filename);
}

export function readBiome(text) {
  const { diagnostics, summary } = JSON.parse(text);
  return counted(summary.changed + summary.unchanged, diagnostics.filter(({ category }) => category.startsWith('lint/')), ({ location }) => location.path);
}

export function readEslint(text) {
  const files = JSON.parse(text);
  return counted(files.length, files.flatMap(({ filePath, messages }) => messages.filter(({ ruleId }) => ruleId !== null).map(() => filePath)), (filePath) => filePath);
}
