// Preloaded into a measured process: writes down at its end what it used. CPU of all its threads, its largest resident set, and on Linux
// those of the processes that it has beside it.
const { ChildProcess } = require('node:child_process');
const fs = require('node:fs');

/** Of each process that was started: CPU in milliseconds, and memory in megabytes. */
const beside = new Map();
const look = (pid) => {
  if (!fs.existsSync(`/proc/${pid}/stat`)) return;
  // User and system time, in hundredths of a second, come 12th and 13th after the name in parentheses.
  const [user, system] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ').slice(11, 13);
  // One that has ended and nobody has noticed has no memory any more.
  const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  beside.set(pid, { cpuMs: (Number(user) + Number(system)) * 10, peakMB: peak === undefined ? beside.get(pid)?.peakMB ?? 0 : Number(peak) / 1024 });
};
const { spawn, kill } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function (...args) {
  const result = spawn.apply(this, args);
  if (this.pid !== undefined) setInterval(look, 200, this.pid).unref();
  return result;
};
ChildProcess.prototype.kill = function (...args) {
  look(this.pid);
  return kill.apply(this, args);
};

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const sum = (name) => [...beside.values()].reduce((total, used) => total + used[name], 0);
  const result = { cpuMs: (user + system) / 1000 + sum('cpuMs'), wallMs: performance.now(), peakMB: process.resourceUsage().maxRSS / 1024 + sum('peakMB') };
  fs.writeFileSync(process.env.MEASURE_FILE, JSON.stringify(result));
});
