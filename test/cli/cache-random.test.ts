import assert from 'node:assert/strict';
import { EditedProject } from '../support/edited-project.ts';
import { LivingProject } from '../support/living-project.ts';
import { makeWorkspace, removeWorkspaces, runIn } from '../support/command-line.ts';
import { randomFrom } from '../support/random.ts';

afterEach(removeWorkspaces);

/** More of them: ASYNC_PITFALLS_CACHE_ROUNDS=300. Others: ASYNC_PITFALLS_CACHE_SEED=7. */
const rounds = Number(process.env['ASYNC_PITFALLS_CACHE_ROUNDS'] ?? 16);
const seed = Number(process.env['ASYNC_PITFALLS_CACHE_SEED'] ?? 20_261_128);

/** Everything but how long it took. */
function withoutTime(report: string): string {
  return report.replace(/"durationMs": \d+/, '"durationMs": 0');
}

describe('a project that changes', () => {
  it(`is audited with a cache as without where texts change in place, ${rounds} times (seed ${seed})`, async () => {
    const workspace = makeWorkspace();
    const project = new EditedProject(randomFrom(seed), (file, text) => { workspace.write(file, text); });
    const done: string[] = [];
    let kept = 0;
    for (let round = 0; round < rounds; round += 1) {
      const args = ['audit', '--format', 'json', '--severity', 'hint'];
      const cached = await runIn(workspace, [...args, '--cache', '--stats']);
      const plain = await runIn(workspace, args);
      assert.equal(withoutTime(cached.stdout), withoutTime(plain.stdout), `seed ${seed}, round ${round}, the last changes: ${done.slice(-8).join('; ')}`);
      kept += Number(/^Cache: (\d+) of \d+ files of what has changed were remembered/m.exec(cached.stderr)?.[1] ?? 0);
      done.push(...project.change());
    }
    assert.ok(kept > rounds, `only ${kept} files were ever remembered in a project that had changed`);
  }).timeout(60_000 + rounds * 30_000);

  it(`is audited with a cache as without, ${rounds} times (seed ${seed})`, async () => {
    const workspace = makeWorkspace();
    const project = new LivingProject(workspace.root, seed);
    const done: string[] = [];
    const audit = async (...args: string[]): Promise<{ report: string; stats: string }> => {
      const { stdout, stderr, status } = await runIn(workspace, ['audit', '--format', 'json', '--severity', 'hint', ...args]);
      return { report: `${withoutTime(stdout)}\n${status}`, stats: stderr };
    };
    let projects = 0;
    for (let round = 0; round < rounds; round += 1) {
      const types = round % 5 === 4 ? ['--types', 'off'] : [];
      const cached = await audit('--cache', '--stats', ...types);
      const plain = await audit(...types);
      assert.equal(cached.report, plain.report, `seed ${seed}, round ${round}, the last changes: ${done.slice(-8).join('; ')}`);
      const again = await audit('--cache', '--stats', ...types);
      assert.equal(again.report, plain.report, `seed ${seed}, round ${round} once more`);
      assert.match(again.stats, /Cache: the whole result was remembered/);
      if (/^Cache: \d+ of \d+ projects/m.test(cached.stats)) projects += 1;
      for (let changes = round % 3; changes >= 0; changes -= 1) done.push(project.change());
    }
    // Otherwise this would say nothing of the cache.
    assert.ok(projects > 0, 'no project was ever remembered while another one changed');
  }).timeout(60_000 + rounds * 30_000);
});
