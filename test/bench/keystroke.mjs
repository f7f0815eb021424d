// Single-character edits in the real server over the protocol, beside TypeScript's LanguageService alone and other linters' servers.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { edits } from './edits.mjs';
import { figure, median, percentile, ratio, table } from './figures.mjs';
import { startBiome, startOurs, startOxlint } from './language-servers.mjs';
import { cpuMsOf } from './measure.mjs';
import { benchFolder, folderOf, probe } from './prepare.mjs';
import { projects } from './projects.mjs';

/**
 * Each contestant `rounds` times in turn on the project, with so many edits each; the figures are over all rounds' edits.
 * Prints them, and returns the goals' figures.
 */
export async function keystroke(name, rounds, count) {
  // A server that reads the whole project at each edit would take the day for all.
  const fewEdits = Math.ceil(count / 5);
  const folder = folderOf(name);
  const { file, helper, users, probeFolder } = placesIn(name);
  const probeFile = path.join(probeFolder, probe.name);
  const all = { typed: [], syntax: [], bare: [], helper: [], oxlint: [], biome: [] };
  const cpu = Object.fromEntries(Object.keys(all).map((who) => [who, []]));
  const heaps = { typed: [], bare: [] };
  const contestants = {
    typed: async () => editing(await startOurs(folder, {}), { file, probeFile, count, measuresHeap: true }),
    syntax: async () => editing(await startOurs(folder, { types: 'off' }), { file, probeFile, count }),
    bare: () => bareService(folder, file, count),
    helper: async () => editing(await startOurs(folder, {}), { file: helper, beside: users, probeFile, count }),
    oxlint: async () => editing(await startOxlint(folder), { file, probeFile, count: fewEdits }),
    // What works is not the process that was started, so its CPU time is not known.
    biome: async () => ({ ...await editing(await startBiome(folder), { file, probeFile, count }), cpuMs: undefined }),
  };
  for (let round = 1; round <= rounds; round += 1) {
    for (const [who, run] of Object.entries(contestants)) {
      const { times, cpuMs, heapMB } = await run();
      all[who].push(...times);
      cpu[who].push(cpuMs);
      if (heaps[who]) heaps[who].push(heapMB);
      console.error(`keystroke in ${name}, round ${round} of ${rounds}: ${who}: median ${median(times).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms, ${cpuMs?.toFixed(0) ?? '?'} ms CPU each (load ${os.loadavg()[0].toFixed(1)})`);
    }
  }
  const bare = percentile(all.bare, 0.95);
  const row = (title, who) => [title, median(all[who]).toFixed(0), percentile(all[who], 0.95).toFixed(0), (percentile(all[who], 0.95) / bare).toFixed(2), who === 'biome' ? '' : median(cpu[who]).toFixed(0)];
  table(`Keystroke in ${path.relative(folder, file)}, ms`, ['', 'median', 'p95', 'p95 / bare', 'CPU, mean'], [
    row('ours, all rules, with types', 'typed'),
    row('ours, all rules, by syntax', 'syntax'),
    row(`ours, edit of ${path.basename(helper)}, itself and two open files that use it`, 'helper'),
    row('bare LanguageService: edit and types of all calls', 'bare'),
    row(`oxlint --lsp, four async rules with types, ${fewEdits} edits`, 'oxlint'),
    row('Biome lsp-proxy, four async rules', 'biome'),
  ]);
  return [
    figure('keystroke, syntax-only findings, p95', percentile(all.syntax, 0.95), 'ms', 60),
    figure('keystroke, all findings, p95', percentile(all.typed, 0.95), 'ms', 250),
    figure('edit of a helper with many dependents, findings of three open files, p95', percentile(all.helper, 0.95), 'ms', 300),
    ratio('keystroke p95: all findings / bare LanguageService round', percentile(all.typed, 0.95), bare, 2),
    ratio('heap after collection: server / bare TypeScript program', median(heaps.typed), median(heaps.bare), 1.25),
  ];
}

function placesIn(name) {
  const folder = folderOf(name);
  const { file, helper, users } = projects[name].keystroke;
  return { file: path.join(folder, file), helper: path.join(folder, helper), users: users.map((user) => path.join(folder, user)), probeFolder: path.join(folder, projects[name].sources(path.join(folder, 'node_modules'))[0][1]) };
}

/** Opens the files in the server, edits the first, and times each edit until the diagnostics of all are there. Ends the server. */
async function editing(server, { file, beside = [], probeFile, count, measuresHeap = false }) {
  try {
    // Who does not see a promise that nobody waits for, in a file and then in its unsaved text, is not measured.
    await server.sees(probeFile, probe.text, 1);
    await server.sees(probeFile, probe.text.replace('  load();\n', '  load();\n  load();\n'), 2);
    const files = [file, ...beside];
    for (const name of files) await server.open(name);
    for (const name of files) await server.diagnostics(name);
    const times = [];
    const cpuBefore = cpuMsOf(server.child.pid);
    for (const edited of edits(fs.readFileSync(file, 'utf8'), count)) {
      const begin = performance.now();
      await server.change(file, edited);
      for (const name of server.isPulled ? files : [file]) await server.diagnostics(name);
      times.push(performance.now() - begin);
    }
    return { times, cpuMs: (cpuMsOf(server.child.pid) - cpuBefore) / times.length, heapMB: measuresHeap ? await server.heapMB() : undefined };
  } finally {
    await server.close();
  }
}

function bareService(folder, file, count) {
  const result = spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=8192', path.join(benchFolder, 'bare-service.mjs'), folder, file, String(count)], { encoding: 'utf8', maxBuffer: 1e8 });
  if (result.status !== 0) throw new Error(`bare-service.mjs failed: ${result.stderr}`);
  return JSON.parse(result.stdout);
}
