// Loaded into an extension host: for each file that appears in STALLS_DIR, named by a step, it writes beside it how long
// the event loop was held since the last one. CPU time of its own thread, so that a busy machine does not count; and wall time.
const fs = require('node:fs');
const path = require('node:path');

if (process.argv.some((one) => one.includes('--type=extensionHost'))) watchStalls(process.env.STALLS_DIR);

function watchStalls(folder) {
  let inspector;
  const empty = () => ({ cpu: 0, wall: 0, over50: 0, total: 0 });
  let worst = empty();
  let cpu = process.threadCpuUsage();
  let wall = performance.now();
  const cpuSince = () => {
    const { user, system } = process.threadCpuUsage(cpu);
    return (user + system) / 1000;
  };
  const tick = () => {
    const used = cpuSince();
    worst.cpu = Math.max(worst.cpu, used);
    worst.wall = Math.max(worst.wall, performance.now() - wall);
    worst.total += used;
    if (used > 50) worst.over50 += 1;
    cpu = process.threadCpuUsage();
    wall = performance.now();
    setTimeout(tick, 1);
  };
  tick();
  fs.watch(folder, (_event, name) => {
    if (!name?.endsWith('.asked')) return;
    const asked = path.join(folder, name);
    if (!fs.existsSync(asked)) return;
    fs.rmSync(asked);
    const step = name.slice(0, -'.asked'.length);
    const found = worst;
    if (process.env.STALLS_PROFILE) inspector = profiled(inspector, path.join(folder, `${step}.cpuprofile`));
    fs.writeFileSync(path.join(folder, `${step}.part`), JSON.stringify(found));
    fs.renameSync(path.join(folder, `${step}.part`), path.join(folder, `${step}.json`));
    // Asking itself is not part of the next step.
    setTimeout(() => { worst = empty(); cpu = process.threadCpuUsage(); }, 5);
  });
}

/** Ends a profile into `file` and begins the next. */
function profiled(before, file) {
  const { Session } = require('node:inspector');
  const session = before ?? new Session();
  if (!before) {
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 500 });
  } else session.post('Profiler.stop', (_error, { profile }) => fs.writeFileSync(file, JSON.stringify(profile)));
  session.post('Profiler.start');
  return session;
}
