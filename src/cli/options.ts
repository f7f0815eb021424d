import { severities, type Severity } from '../analysis/finding.ts';
import { didYouMean } from '../audit/nearest.ts';
import type { RuleOverride } from '../audit/settings.ts';
import type { Shard } from '../audit/shard.ts';
import { catalogue } from '../rules/catalogue.ts';
import { UsageError } from './errors.ts';

export const formats = ['text', 'json', 'sarif', 'github', 'html', 'markdown'] as const;
export type Format = (typeof formats)[number];

/** The options that every command with a report has, as commander hands them over. */
export interface RawReporting {
  format: string;
  output?: string;
  severity: string;
  failOn: string;
  quiet?: boolean;
  /** false for `--no-color`. */
  color?: boolean;
}

/** The options of `audit` as commander hands them over. */
export interface RawOptions extends RawReporting {
  rule?: string[];
  types: string;
  /** A path; false for `--no-config`. */
  config?: string | boolean;
  /** A path; empty for the default. */
  baseline?: string;
  updateBaseline?: boolean;
  /** A commit, branch or tag; empty for the default. */
  changed?: string;
  fix?: boolean;
  fixDryRun?: boolean;
  cache?: boolean;
  shard?: string;
  stdinFilename?: string;
  stats?: boolean;
}

/** How a report is made, and what it says to the exit status. */
export interface Reporting {
  format: Format;
  output: string | undefined;
  severity: Severity;
  failOn: Severity | 'never';
  quiet: boolean;
  color: boolean;
}

/** The options of `audit`, checked. */
export interface AuditCommand extends Reporting {
  paths: string[];
  overrides: RuleOverride[];
  types: 'auto' | 'typescript' | 'native' | 'off';
  config: string | undefined;
  withoutConfig: boolean;
  /** What is agreed on is left out, or agreed on anew. */
  baseline: { file: string | undefined; isUpdated: boolean } | undefined;
  /** A commit, branch or tag: findings on lines that changed since are all that counts. */
  changed: string | undefined;
  shard: Shard | undefined;
  fix: 'write' | 'dry-run' | undefined;
  stdinFilename: string | undefined;
  cache: boolean;
  stats: boolean;
}

const levels = severities.filter((severity) => severity !== 'off');

/** Checks the options of `audit`. Throws a UsageError that says what to write instead. */
export function readOptions(paths: string[], raw: RawOptions): AuditCommand {
  const types = oneOf('--types', raw.types, ['auto', 'typescript', 'native', 'off'] as const);
  if (raw.fix && raw.fixDryRun) throw new UsageError('--fix and --fix-dry-run exclude each other. Leave one out.');
  if (raw.fix && raw.stdinFilename !== undefined) throw new UsageError('--fix cannot write what came from stdin. Use --fix-dry-run, or name the file instead.');
  if (raw.stdinFilename !== undefined && paths.length > 0) throw new UsageError('--stdin-filename reads one file from stdin. Leave the paths out.');
  refuseWhatContradicts(raw);
  return {
    ...readReporting(raw),
    paths,
    overrides: (raw.rule ?? []).map(toOverride),
    types,
    config: typeof raw.config === 'string' ? raw.config : undefined,
    withoutConfig: raw.config === false,
    baseline: raw.baseline === undefined && !raw.updateBaseline ? undefined : { file: raw.baseline || undefined, isUpdated: raw.updateBaseline ?? false },
    changed: raw.changed === undefined ? undefined : raw.changed || 'HEAD',
    shard: raw.shard === undefined ? undefined : toShard(raw.shard),
    fix: raw.fix ? 'write' : raw.fixDryRun ? 'dry-run' : undefined,
    stdinFilename: raw.stdinFilename,
    cache: raw.cache ?? false,
    stats: raw.stats ?? false,
  };
}

/** Checks the options of a report. Throws a UsageError that says what to write instead. */
export function readReporting(raw: RawReporting): Reporting {
  return {
    format: oneOf('--format', raw.format, formats),
    output: raw.output,
    severity: oneOf('--severity', raw.severity, levels),
    failOn: oneOf('--fail-on', raw.failOn, [...levels, 'never'] as const),
    quiet: raw.quiet ?? false,
    color: raw.color ?? true,
  };
}

/** Options that make no sense together, and why. */
function refuseWhatContradicts(raw: RawOptions): void {
  const fixes = raw.fix ? '--fix' : raw.fixDryRun ? '--fix-dry-run' : undefined;
  if (raw.updateBaseline) {
    const part = raw.changed !== undefined ? '--changed' : raw.shard !== undefined ? '--shard' : raw.stdinFilename !== undefined ? '--stdin-filename' : undefined;
    if (part !== undefined) throw new UsageError(`--update-baseline needs to see whole files, and ${part} shows a part. Leave one out.`);
    if (raw.fixDryRun) throw new UsageError('--fix-dry-run writes nothing, --update-baseline does. Leave one out.');
  }
  if (raw.changed !== undefined && raw.stdinFilename !== undefined) throw new UsageError('--changed asks git about files, and --stdin-filename brings a text that git does not know. Leave one out.');
  if (raw.changed !== undefined && fixes !== undefined) throw new UsageError(`${fixes} goes through whole files, --changed through lines. Name the files to fix instead.`);
  if (raw.shard !== undefined && raw.stdinFilename !== undefined) throw new UsageError('--stdin-filename reads one file, which --shard cannot divide. Leave one out.');
}

function toShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count) throw new UsageError(`'${text}' is no value of --shard: I/N, the first of four parts is 1/4.`);
  return { index, count };
}

function oneOf<V extends string>(option: string, value: string, known: readonly V[]): V {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`'${value}' is no value of ${option}: ${known.join(', ')}.${didYouMean(value, known)}`);
  return found;
}

function toOverride(text: string): RuleOverride {
  const [, rule = '', severity = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (rule === '') throw new UsageError(`'${text}' is not of the form ID=SEVERITY, as in --rule floating-promise=error.`);
  const ids = catalogue.map((entry) => entry.id);
  if (rule !== 'all' && !ids.some((id) => id === rule)) throw new UsageError(`No rule is called '${rule}'.${didYouMean(rule, ids) || ' `async-pitfalls rules` lists them.'}`);
  return { rule, severity: oneOf('--rule', severity, severities) };
}
