import { on } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import ts from 'typescript';
import type { AuditHooks } from './audit-types.ts';
import { toOutcome } from './cache-record.ts';
import { Collected } from './collected.ts';
import { plainFiles } from './disk.ts';
import { FileContext } from './file-context.ts';
import { NativeTypes } from './native-types.ts';
import { Pace } from './pace.ts';
import { ProjectAudit } from './project-audit.ts';
import type { ThreadJob, ThreadMessage, ThreadTask } from './project-messages.ts';
import { Projects } from './projects.ts';
import { SourceCache } from './source-cache.ts';

/** Analyses projects in a thread of its own, one after the other as they are asked for, until the thread is ended. What fails ends it. */
export async function analyzeOnDemand(port: MessagePort, job: ThreadJob): Promise<void> {
  const thread = new ProjectThread(job, (message) => port.postMessage(message));
  for await (const [task] of on(port, 'message') as AsyncIterable<[ThreadTask]>) await thread.analyze(task);
}

/** What is kept from project to project: config files, and the trees that programs share. */
class ProjectThread {
  private readonly job: ThreadJob;
  private readonly say: (message: ThreadMessage) => void;
  private readonly projects = new Projects(ts.sys);
  private readonly cache = new SourceCache();

  constructor(job: ThreadJob, say: (message: ThreadMessage) => void) {
    this.job = job;
    this.say = say;
  }

  async analyze({ files, chosen }: ThreadTask): Promise<void> {
    const { options } = this.job;
    const { cwd, settings } = options;
    const collected = new Collected();
    const told = new Set<string>();
    let mark = collected.mark();
    const tell = (): void => {
      const part = collected.since(mark);
      mark = collected.mark();
      const texts = new Map([...part.texts].filter(([path]) => !told.has(path)));
      for (const path of texts.keys()) told.add(path);
      this.say({ kind: 'part', outcome: toOutcome({ ...part, texts }, () => undefined) });
    };
    const times = new Map<string, Parameters<NonNullable<AuditHooks['onTime']>>>();
    const onTime: AuditHooks['onTime'] = (kind, name, milliseconds) => void times.set(`${kind} ${name}`, [kind, name, (times.get(`${kind} ${name}`)?.[2] ?? 0) + milliseconds]);
    const hooks: AuditHooks = { onFile: tell, ...(this.job.isTimed && { onTime }) };
    const parts = { options: { ...options, paths: [] }, hooks, disk: { files: plainFiles, host: ts.sys }, collected, pace: new Pace(hooks), native: new NativeTypes() };
    const context = new FileContext({ cwd, settings, read: (path) => ts.sys.readFile(path), exists: (path) => plainFiles.exists(path) });
    const project = this.projects.projectOf(files[0] ?? '', cwd);
    await new ProjectAudit(parts, context).byTypes({ project, files: [...files] }, chosen, this.cache);
    tell();
    this.say({ kind: 'done', times: [...times.values()], isUnsteady: collected.isUnsteady });
  }
}
