// Runs a command and says what it used, with all the processes that it starts. Reads /proc, so it needs Linux.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';

const everyMilliseconds = 20;
const tickMs = 10;

/**
 * Runs `command` in `cwd`, its output written to the files `stdout` and `stderr`; whatever its status is.
 * Resolves to its status, wall time and CPU time in milliseconds, and the largest memory that its processes held at one time, in megabytes.
 */
export async function measure([command, ...args], { cwd, stdout, stderr }) {
  if (!fs.existsSync('/proc/self/stat')) throw new Error('npm run bench measures processes by /proc: it runs on Linux');
  const before = endedChildren();
  const files = [stdout, stderr].map((file) => fs.openSync(file, 'w'));
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ['ignore', ...files] });
  const tree = new ProcessTree(child.pid);
  const timer = setInterval(() => tree.look(), everyMilliseconds);
  const [status] = await once(child, 'exit');
  const wallMs = performance.now() - started;
  clearInterval(timer);
  for (const file of files) fs.closeSync(file);
  // What was looked at lacks the last moments of each process, what children are said to have used those that their parent left behind.
  return { status, wallMs, cpuMs: Math.max(endedChildren() - before, tree.cpuMs()), peakMB: tree.peakMB };
}

/** The processes below one, as last seen. */
class ProcessTree {
  peakMB = 0;
  #cpuMs = new Map();

  constructor(root) {
    this.#cpuMs.set(root, 0);
  }

  look() {
    let residentMB = 0;
    for (const pid of this.#cpuMs.keys()) {
      const now = processNow(pid);
      if (now === undefined) continue;
      residentMB += now.residentMB;
      this.#cpuMs.set(pid, now.cpuMs);
      this.peakMB = Math.max(this.peakMB, now.peakMB);
      // A map's keys are gone through with those that come meanwhile.
      for (const child of now.children) if (!this.#cpuMs.has(child)) this.#cpuMs.set(child, 0);
    }
    this.peakMB = Math.max(this.peakMB, residentMB);
  }

  cpuMs() {
    return [...this.#cpuMs.values()].reduce((sum, one) => sum + one, 0);
  }
}

/** Of a process: its own CPU time, its memory now and at its most, its children; undefined when it has ended. */
function processNow(pid) {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  const status = readOrNothing(`/proc/${pid}/status`);
  // One that has ended and that nobody has noticed has no memory any more.
  const resident = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  if (stat === '' || resident === undefined) return undefined;
  return { cpuMs: cpuTicks(stat).own * tickMs, residentMB: Number(resident) / 1024, peakMB: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024, children: childrenOf(pid) };
}

function childrenOf(pid) {
  let threads;
  try {
    threads = fs.readdirSync(`/proc/${pid}/task`);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return [];
    throw error;
  }
  return threads.flatMap((thread) => readOrNothing(`/proc/${pid}/task/${thread}/children`).split(' ').filter((id) => id !== '').map(Number));
}

/** CPU time of a process that runs and of its children that have ended, in milliseconds. */
export function cpuMsOf(pid) {
  const { own, children } = cpuTicks(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return (own + children) * tickMs;
}

/** CPU time of all this process's children that have ended, and of theirs, in milliseconds. */
function endedChildren() {
  return cpuTicks(fs.readFileSync('/proc/self/stat', 'utf8')).children * tickMs;
}

/** User and system time in hundredths of a second, out of the text of a /proc/PID/stat: the process's own, and that of its ended children. */
export function cpuTicks(stat) {
  // The name, in parentheses, may hold anything.
  const [user, system, childrenUser, childrenSystem] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 15).map(Number);
  return { own: user + system, children: childrenUser + childrenSystem };
}

function readOrNothing(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
    throw error;
  }
}
