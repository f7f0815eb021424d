// A cold audit of the pinned project: all our rules beside typescript-eslint with no-floating-promises alone.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { benchFolder, projectFolder } from './prepare.mjs';
import { median, ratio, table } from './figures.mjs';

const root = path.join(benchFolder, '../..');

const contestants = {
  'async-pitfalls (all rules)': [path.join(root, 'dist/cli.cjs'), 'audit', '.', '--fail-on', 'never', '--format', 'json', '--output', os.devNull],
  'typescript-eslint (no-floating-promises)': [path.join(benchFolder, 'node_modules/eslint/bin/eslint.js'), 'src', '--format', 'json', '--output-file', os.devNull],
  'async-pitfalls --types native (all rules)': [path.join(root, 'dist/cli.cjs'), 'audit', '.', '--types', 'native', '--fail-on', 'never', '--format', 'json', '--output', os.devNull],
};

function measure(args) {
  const file = path.join(os.tmpdir(), `measure-${process.pid}.json`);
  const result = spawnSync(process.execPath, ['-r', path.join(benchFolder, 'measure-exit.cjs'), ...args], { cwd: projectFolder, env: { ...process.env, MEASURE_FILE: file }, encoding: 'utf8' });
  if (!fs.existsSync(file)) throw new Error(`${args[0]} wrote no measurement (status ${result.status}): ${result.stderr}`);
  const figures = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.rmSync(file);
  return figures;
}

/** Runs all in turn, `rounds` times; returns the medians' ratios. */
export function cold(rounds) {
  const runs = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(contestants)) runs[name].push(measure(args));
  }
  const medians = Object.entries(runs).map(([name, all]) => ({
    name, cpuMs: median(all.map((run) => run.cpuMs)), wallMs: median(all.map((run) => run.wallMs)), peakMB: median(all.map((run) => run.peakMB)),
  }));
  const [ours, theirs, native] = medians;
  table('Cold audit, medians', ['', 'CPU s', 'wall s', 'peak MB'], medians.map(({ name, cpuMs, wallMs, peakMB }) => [name, (cpuMs / 1000).toFixed(1), (wallMs / 1000).toFixed(1), peakMB.toFixed(0)]));
  return [
    ratio('cold audit: CPU of all our rules / typescript-eslint with one', ours.cpuMs, theirs.cpuMs, 0.5),
    ratio('cold audit: CPU of all our rules with native TypeScript / typescript-eslint with one', native.cpuMs, theirs.cpuMs, 0.5),
    ratio('cold audit: peak memory of all our rules / typescript-eslint with one', ours.peakMB, theirs.peakMB, 0.5),
  ];
}
