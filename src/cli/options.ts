import { severities, type Severity } from '../analysis/finding.ts';
import { didYouMean } from '../audit/nearest.ts';
import type { RuleOverride } from '../audit/settings.ts';
import { catalogue } from '../rules/catalogue.ts';
import { UsageError } from './errors.ts';

export const formats = ['text', 'json', 'sarif', 'github', 'html', 'markdown'] as const;
export type Format = (typeof formats)[number];

/** The options of `audit` as commander hands them over. */
export interface RawOptions {
  format: string;
  output?: string;
  rule?: string[];
  severity: string;
  failOn: string;
  types: string;
  /** A path; false for `--no-config`. */
  config?: string | boolean;
  baseline?: string | boolean;
  updateBaseline?: boolean;
  changed?: string | boolean;
  fix?: boolean;
  fixDryRun?: boolean;
  cache?: boolean;
  shard?: string;
  stdinFilename?: string;
  stats?: boolean;
  quiet?: boolean;
  /** false for `--no-color`. */
  color?: boolean;
}

/** The options of `audit`, checked. */
export interface AuditCommand {
  paths: string[];
  format: Format;
  output: string | undefined;
  overrides: RuleOverride[];
  severity: Severity;
  failOn: Severity | 'never';
  types: 'auto' | 'typescript' | 'off';
  config: string | undefined;
  withoutConfig: boolean;
  fix: 'write' | 'dry-run' | undefined;
  stdinFilename: string | undefined;
  stats: boolean;
  quiet: boolean;
  color: boolean;
}

const levels = severities.filter((severity) => severity !== 'off');

/** Checks the options of `audit`. Throws a UsageError that says what to write instead. */
export function readOptions(paths: string[], raw: RawOptions): AuditCommand {
  refuseWhatIsMissing(raw);
  const format = oneOf('--format', raw.format, formats);
  const types = oneOf('--types', raw.types, ['auto', 'typescript', 'native', 'off'] as const);
  if (types === 'native') throw notYet('--types native');
  if (raw.fix && raw.fixDryRun) throw new UsageError('--fix and --fix-dry-run exclude each other. Leave one out.');
  if (raw.fix && raw.stdinFilename !== undefined) throw new UsageError('--fix cannot write what came from stdin. Use --fix-dry-run, or name the file instead.');
  if (raw.stdinFilename !== undefined && paths.length > 0) throw new UsageError('--stdin-filename reads one file from stdin. Leave the paths out.');
  return {
    paths,
    format,
    output: raw.output,
    overrides: (raw.rule ?? []).map(toOverride),
    severity: oneOf('--severity', raw.severity, levels),
    failOn: oneOf('--fail-on', raw.failOn, [...levels, 'never'] as const),
    types,
    config: typeof raw.config === 'string' ? raw.config : undefined,
    withoutConfig: raw.config === false,
    fix: raw.fix ? 'write' : raw.fixDryRun ? 'dry-run' : undefined,
    stdinFilename: raw.stdinFilename,
    stats: raw.stats ?? false,
    quiet: raw.quiet ?? false,
    color: raw.color ?? true,
  };
}

function refuseWhatIsMissing(raw: RawOptions): void {
  if (raw.baseline !== undefined) throw notYet('--baseline');
  if (raw.updateBaseline) throw notYet('--update-baseline');
  if (raw.changed !== undefined) throw notYet('--changed');
  if (raw.cache) throw notYet('--cache');
  if (raw.shard !== undefined) throw notYet('--shard');
}

/** The answer of what a later version brings. */
export function notYet(what: string): UsageError {
  return new UsageError(`${what} is not available yet.`);
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
