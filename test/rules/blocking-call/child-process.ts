import { execFileSync, execSync, spawnSync } from 'node:child_process';

export async function pack(folder: string) {
  execSync('make', { cwd: folder }); // expect blocking-call: execSync('make', { cwd: folder })
  const head = execSync('git rev-parse HEAD').toString().trim(); // expect blocking-call: execSync('git rev-parse HEAD')
  const bytes = execSync('tar c .', { cwd: folder }).length; // expect blocking-call: execSync('tar c .', { cwd: folder })
  const raw = execSync('date'); // expect blocking-call: execSync('date')
  const text = execFileSync('git', ['log'], { encoding: 'utf8' }); // expect blocking-call: execFileSync('git', ['log'], { encoding: 'utf8' })
  execSync('make install', { stdio: 'inherit' }); // expect blocking-call: execSync('make install', { stdio: 'inherit' })
  const { status } = spawnSync('make'); // expect blocking-call: spawnSync('make')
  return [head, bytes, raw.length, text, status];
}
