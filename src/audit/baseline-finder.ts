import { BaselineError, baselineName, parseBaseline, type Baseline } from './baseline.ts';
import { match } from './baseline-match.ts';
import { identitiesOf } from './code-identity.ts';
import type { Finding } from '../analysis/finding.ts';
import { ancestors, isWithin, join } from './paths.ts';

/** What a folder's surroundings hold, for those who ask file by file. */
export interface BaselineHost {
  /** undefined for a file that is not there. */
  read(path: string): string | undefined;
  /** Whether a folder is the top of a repository. */
  isRepository(folder: string): boolean;
}

/** Finds the baseline of a file, as an editor does: the nearest one upwards, within the repository and at least within the workspace folder. */
export class BaselineFinder {
  /** What is wrong with baselines met so far, by their paths: such a baseline holds nothing. */
  readonly faults = new Map<string, string>();
  private readonly host: BaselineHost;
  private readonly parsed = new Map<string, Baseline | undefined>();

  constructor(host: BaselineHost) {
    this.host = host;
  }

  /** The baseline of the files in a folder, `root` being the workspace folder; both absolute. */
  of(folder: string, root: string): Baseline | undefined {
    const around = ancestors(folder);
    const repository = around.find((at) => this.host.isRepository(at)) ?? root;
    const top = isWithin(root, repository) ? root : repository;
    for (const at of around) {
      const found = this.parse(join(at, baselineName));
      if (found) return found;
      if (at === top || !isWithin(top, folder)) return undefined;
    }
    return undefined;
  }

  private parse(file: string): Baseline | undefined {
    if (this.parsed.has(file)) return this.parsed.get(file);
    const text = this.host.read(file);
    let baseline: Baseline | undefined;
    try {
      baseline = text === undefined ? undefined : parseBaseline(file, text, file);
    } catch (error) {
      if (!(error instanceof BaselineError)) throw error;
      this.faults.set(file, error.message);
    }
    this.parsed.set(file, baseline);
    return baseline;
  }
}

/**
 * The findings of one file that a baseline does not hold. `text` is the file's, without byte order mark. `isGone` says of
 * a file that it is not there any more: what it held may have moved here.
 */
export function freshOf<F extends Pick<Finding, 'rule' | 'start' | 'end'>>(baseline: Baseline | undefined, { path, text, findings }: { path: string; text: string; findings: readonly F[] }, isGone: (path: string) => boolean): readonly F[] {
  if (!baseline || findings.length === 0) return findings;
  const entries = baseline.entries.filter((entry) => entry.path === path || isGone(entry.path));
  if (entries.length === 0) return findings;
  const identities = identitiesOf(path, text, findings);
  const identified = findings.flatMap((finding, index) => {
    const identity = identities[index];
    return identity ? [{ ...identity, path, finding }] : [];
  });
  return match({ entries }, identified, isGone).fresh.map(({ finding }) => finding);
}
