import type { ProjectPlan } from './projects.ts';

/** A project that is to be analysed, with the files of it that were chosen. */
export interface Planned {
  plan: ProjectPlan;
  chosen: readonly string[];
  /** What it costs to analyse it, in UTF-16 units of text: what is chosen, and what a project costs whatever is in it. */
  work: number;
  /** All its own text. In UTF-16 units. */
  size: number;
}

/** What there is for an audit. */
export interface Machine {
  /** How many threads can run at the same time. */
  cores: number;
  /** Free, in bytes. */
  memory: number;
}

/** A project has a program of its own, whose dependencies are bound and looked at anew. As so much text. */
const baseWork = 150_000;

/** Nothing was read of it: a usual file. */
const usualSize = 5_000;

/** What each thread after the first costs in addition: it loads TypeScript and warms up. As so much text. */
const threadWork = 1_600_000;

/** How much longer all takes where projects do not share what is parsed, and threads share the processor's memory. */
const apart = 1.17;

/** What V8's own threads, which collect garbage and compile, work beside one that analyses: one of these is kept busy by 0.35 of a core more. */
const coresOfThread = 1.35;

/** Less is done in about five seconds, and is not worth a thread. */
const leastWork = 3_000_000;

/** It must be so many times faster to be worth the memory and the processor time of another thread. */
const leastGain = 1.2;

/** V8's own threads, which collect garbage and compile, are four, however many threads work. */
const mostThreads = 8;

/** What a thread takes before it sees a project: declarations of dependencies, compiled code, garbage not yet collected. Measured: 400 to 550 MB. In bytes. */
const baseMemory = 500_000_000;

/** What trees, types and findings take for each unit of a project's text, above that. Measured: 50 to 250. In bytes. */
const memoryPerUnit = 300;

/** Something else may want memory as well. */
const memoryPart = 0.8;

/** What the work on a plan comes to. `sizes` are those of the files that were read, in UTF-16 units. */
export function planned(plan: ProjectPlan, chosen: readonly string[], sizes: ReadonlyMap<string, number>): Planned {
  const sizeOf = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + (sizes.get(file) ?? usualSize), 0);
  return { plan, chosen, work: baseWork + sizeOf(chosen), size: sizeOf(new Set([...plan.files, ...plan.project.rootNames])) };
}

/**
 * How many threads shall analyse projects at the same time: as many as will be done first. 1: none, it is done where it was asked for; so
 * are small audits, and those that are mostly one project. The largest projects, one in each thread, must find room in memory together.
 */
export function threadsFor(projects: readonly Pick<Planned, 'work' | 'size'>[], { cores, memory }: Machine): number {
  const total = projects.reduce((sum, { work }) => sum + work, 0);
  if (total < leastWork) return 1;
  const largest = Math.max(...projects.map(({ work }) => work));
  let best = { threads: 1, time: total / leastGain };
  for (let threads = 2; threads <= Math.min(cores, projects.length, mostThreads, roomFor(projects, memory * memoryPart)); threads += 1) {
    const all = total * apart + (threads - 1) * threadWork;
    const time = Math.max(largest, all / threads, (all * coresOfThread) / cores);
    if (time < best.time) best = { threads, time };
  }
  return best.threads;
}

/** How many of the largest projects fit into so many bytes. */
function roomFor(projects: readonly Pick<Planned, 'size'>[], memory: number): number {
  const sizes = projects.map(({ size }) => size).sort((left, right) => right - left);
  let left = memory;
  const tooMany = sizes.findIndex((size) => (left -= baseMemory + size * memoryPerUnit) < 0);
  return tooMany < 0 ? sizes.length : tooMany;
}
