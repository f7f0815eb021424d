import type { AuditHooks, AuditOptions } from './audit-types.ts';
import type { Outcome } from './cache-record.ts';

/** What a thread that analyses projects is started with. */
export interface ThreadJob {
  options: Pick<AuditOptions, 'cwd' | 'types' | 'settings' | 'withFixes'>;
  /** Somebody wants to know where the time goes. */
  isTimed: boolean;
}

/** A project for it. Absolute paths; at least one of each. */
export interface ThreadTask {
  /** All of the project's files that there are. */
  files: readonly string[];
  /** Those to analyse. */
  chosen: readonly string[];
}

type Time = Parameters<NonNullable<AuditHooks['onTime']>>;

/** What it says of a project: what came out of the next file, and in the end where the time went. */
export type ThreadMessage = { kind: 'part'; outcome: Outcome } | { kind: 'done'; times: Time[]; isUnsteady: boolean };
