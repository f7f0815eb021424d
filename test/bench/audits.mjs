// Audits of whole projects, ours cold, unchanged and with one changed file, beside other linters with rules about promises.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { contestants, readReport } from './contestants.mjs';
import { median, ratio, table } from './figures.mjs';
import { measure } from './measure.mjs';
import { folderOf } from './prepare.mjs';
import { projects } from './projects.mjs';

const cold = ', cold';
const unchanged = ', unchanged';
const changed = ', one file changed';

/** Runs all of them in turn on the project, `rounds` times, and prints the medians; returns the goals' figures. */
export async function audits(name, rounds) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-bench-'));
  const runs = new Map();
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const contestant of Object.keys(contestants)) {
        for (const [step, figures] of await inTurn(name, contestant, temporary)) {
          console.error(`${name}, round ${round} of ${rounds}: ${step}: ${seconds(figures.cpuMs)} s CPU, ${seconds(figures.wallMs)} s, ${figures.peakMB.toFixed(0)} MB (load ${os.loadavg()[0].toFixed(1)})`);
          runs.set(step, [...runs.get(step) ?? [], figures]);
        }
      }
    }
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
  const medians = new Map([...runs].map(([step, all]) => [step, {
    cpuMs: median(all.map((run) => run.cpuMs)), wallMs: median(all.map((run) => run.wallMs)), peakMB: median(all.map((run) => run.peakMB)), report: all.at(-1).report,
  }]));
  table(`${name}, ${linesOf(name).toLocaleString('en')} lines, medians of ${rounds}`, ['', 'CPU s', 'wall s', 'peak MB', 'files', 'findings'],
    [...medians].map(([step, { cpuMs, wallMs, peakMB, report }]) => [step, seconds(cpuMs), seconds(wallMs), peakMB.toFixed(0), report.files, report.findings]));
  return goals(name, medians);
}

/** The contestant's runs of a round, each by what it is called. */
async function inTurn(name, contestant, temporary) {
  const folder = folderOf(name);
  const run = async () => {
    const report = path.join(temporary, 'report');
    const figures = await measure([process.execPath, ...contestants[contestant].args({ include: roots(name), report })], {
      cwd: folder, stdout: path.join(temporary, 'stdout'), stderr: path.join(temporary, 'stderr'),
    });
    const written = [report, path.join(temporary, 'stdout')].find((file) => fs.existsSync(file) && fs.statSync(file).size > 0);
    if (written === undefined) throw new Error(`${contestant} wrote no report (status ${figures.status}): ${fs.readFileSync(path.join(temporary, 'stderr'), 'utf8').slice(0, 2000)}`);
    const text = fs.readFileSync(written, 'utf8');
    fs.rmSync(report, { force: true });
    return { ...figures, report: readReport(contestant, text) };
  };
  if (!contestants[contestant].isOurs) return [[contestant, await run()]];

  const cache = path.join(folder, '.async-pitfalls-cache');
  fs.rmSync(cache, { recursive: true, force: true });
  const steps = [[contestant + cold, await run()]];
  if (!fs.existsSync(cache)) {
    if (contestants[contestant].remembers) throw new Error(`${contestant} left no ${cache}: what would be measured next were no unchanged project`);
    return steps;
  }
  steps.push([contestant + unchanged, await run()]);
  const { file, after } = projects[name].edited;
  const edited = path.join(folder, file);
  const original = fs.readFileSync(edited, 'utf8');
  if (!original.includes(after)) throw new Error(`${edited} does not hold “${after}”, after which the bench puts a statement`);
  try {
    fs.writeFileSync(edited, original.replace(after, `${after} void 0;`));
    steps.push([contestant + changed, await run()]);
  } finally {
    fs.writeFileSync(edited, original);
  }
  fs.rmSync(cache, { recursive: true, force: true });
  return steps;
}

/** The folders of the project that hold its sources. */
function roots(name) {
  return [...new Set(projects[name].include.map((pattern) => pattern.split('/')[0]))];
}

function linesOf(name) {
  const files = roots(name).flatMap((root) => fs.readdirSync(path.join(folderOf(name), root), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folderOf(name), root, file)));
  return files.filter((file) => /\.tsx?$/.test(file)).reduce((sum, file) => sum + fs.readFileSync(file, 'utf8').split('\n').length - 1, 0);
}

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);

function goals(name, medians) {
  const oxlint = medians.get('oxlint + tsgolint, no-floating-promises alone');
  const eslint = medians.get('typescript-eslint, four async rules');
  const oneRule = medians.get('typescript-eslint, no-floating-promises alone');
  const others = [...medians].filter(([step]) => contestants[step] !== undefined).map(([, figures]) => figures.wallMs);
  return [
    ratio(`${name}: native cold, wall / oxlint + tsgolint with one rule`, medians.get(`native${cold}`).wallMs, oxlint.wallMs, 1.5),
    ratio(`${name}: native cold, wall / typescript-eslint`, medians.get(`native${cold}`).wallMs, eslint.wallMs, 0.125),
    ratio(`${name}: TypeScript 6 cold, CPU / typescript-eslint with one rule`, medians.get(`TypeScript 6${cold}`).cpuMs, oneRule.cpuMs, 0.5),
    ratio(`${name}: TypeScript 6 cold, peak memory / typescript-eslint with one rule`, medians.get(`TypeScript 6${cold}`).peakMB, oneRule.peakMB, 0.5),
    ratio(`${name}: TypeScript 6 cold, CPU / typescript-eslint`, medians.get(`TypeScript 6${cold}`).cpuMs, eslint.cpuMs, 0.5),
    ratio(`${name}: unchanged, wall / fastest of the others`, medians.get(`TypeScript 6${unchanged}`).wallMs, Math.min(...others), 1),
    ratio(`${name}: native cold, peak memory / oxlint + tsgolint with one rule`, medians.get(`native${cold}`).peakMB, oxlint.peakMB, 1.3),
  ];
}
