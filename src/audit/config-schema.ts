import { severities } from '../analysis/finding.ts';
import { catalogue } from '../rules/catalogue.ts';
import type { RuleOptions } from '../rules/define-rule.ts';

/** As much of JSON Schema as the config file needs. */
export interface Schema {
  $schema?: string;
  title?: string;
  description?: string;
  type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  enum?: readonly string[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: false;
  /** One schema for all entries, or one each for the first ones. */
  items?: Schema | readonly Schema[];
  additionalItems?: false;
  minItems?: number;
  minimum?: number;
  minLength?: number;
  pattern?: string;
  /** Told apart by `type`. */
  oneOf?: readonly Schema[];
  default?: unknown;
}

/** The options that a rule takes in its place in `rules`. */
const ruleOptions: Partial<Record<(typeof catalogue)[number]['id'], Partial<Record<keyof RuleOptions, Schema>>>> = {
  'unbounded-concurrency': {
    maxItems: { type: 'integer', minimum: 0, description: 'A list of at most this many elements is small. Default: 32.' },
    limit: { type: 'integer', minimum: 1, description: 'The limit that fixes write. Default: 10.' },
  },
  'floating-promise': {
    ignoreVoid: { type: 'boolean', description: '`void f()` counts as handled. Default: true.' },
    checkThenables: { type: 'boolean', description: 'Objects with a `then` method that are not promises count too. Default: false.' },
  },
};

const severity: Schema = { type: 'string', enum: severities };
const names = (description: string): Schema => ({ type: 'array', items: { type: 'string', minLength: 1 }, description });
const globs = (description: string): Schema => names(`${description} Globs relative to this file's folder, with \`/\`.`);

/** The schema of `async-pitfalls.jsonc`: what editors complete from and what the analyzer checks by. */
export const configSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of Async Pitfalls (async-pitfalls.jsonc)',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    rules: {
      type: 'object',
      description: 'Severities by rule id: "off", or how loud; with options as ["warning", { … }].',
      additionalProperties: false,
      properties: Object.fromEntries(catalogue.map((entry) => [entry.id, ruleSchema(entry)])),
    },
    include: globs('Only files that match one of these are audited.'),
    exclude: globs('Files that match one of these are left out.'),
    tests: { type: 'boolean', description: 'Treat test and configuration files like any other code. Default: false.' },
    blockingCalls: {
      type: 'array',
      description: 'Further calls that stop the event loop.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['module', 'name'],
        properties: {
          module: { type: 'string', minLength: 1, description: 'The package, or Node module without `node:`.' },
          name: { type: 'string', minLength: 1, description: 'The exported function, or `Class#method`.' },
          twin: { type: 'string', minLength: 1, description: 'The promise-returning function to use instead: a name in the same module, or "module:name".' },
          note: { type: 'string', minLength: 1, description: 'Said with the finding.' },
        },
      },
    },
    resources: {
      type: 'array',
      description: 'Further pairs of calls: what the first acquires, the second releases.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['acquire', 'release'],
        properties: {
          acquire: { type: 'string', minLength: 1, description: 'The function or method that acquires.' },
          release: { type: 'string', minLength: 1, description: 'The method or function that releases.' },
          module: { type: 'string', minLength: 1, description: 'The package that exports `acquire`.' },
        },
      },
    },
    limiters: names('Functions that bound how many calls run at a time: "ourPool.run".'),
    safeToFloat: names('Calls whose promise may be left alone: "analytics.track".'),
    safeFixes: {
      type: 'array',
      description: 'Fixes to apply with "fix all" and --fix, as "rule/fix".',
      items: { type: 'string', pattern: '^[a-z-]+/[a-z-]+$' },
    },
  },
};

function ruleSchema({ id, summary, severity: byDefault }: (typeof catalogue)[number]): Schema {
  const options: Record<string, Schema> = ruleOptions[id] ?? {};
  const withOptions: Schema = { type: 'array', minItems: 1, items: [severity, { type: 'object', additionalProperties: false, properties: options }], additionalItems: false };
  return { description: summary, default: byDefault, oneOf: [severity, withOptions] };
}

/** The text of `async-pitfalls.schema.json`. */
export function configSchemaText(): string {
  return `${JSON.stringify(configSchema, undefined, 2)}\n`;
}
