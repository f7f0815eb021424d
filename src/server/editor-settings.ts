import { parseConfig, ConfigError } from '../audit/config.ts';
import type { RuleSetting } from '../audit/analyze.ts';

/** `asyncPitfalls.*` as the editor sends it, checked. What the user has not set is undefined, so that a config file counts. */
export interface EditorSettings {
  enable: boolean;
  rules: ReadonlyMap<string, RuleSetting>;
  types: 'auto' | 'typescript' | 'native' | 'off';
  limit: number | undefined;
  maxItems: number | undefined;
  tests: boolean | undefined;
  auditOnStart: boolean;
  /** What was wrong, one sentence each; the default stands in for it. */
  faults: readonly string[];
}

const typeModes = ['auto', 'typescript', 'native', 'off'] as const;

/** Reads the value of the section `asyncPitfalls`. Never throws: a wrong value is a fault, and its default counts. */
export function readEditorSettings(value: unknown): EditorSettings {
  const given: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const faults: string[] = [];
  const pick = <V>(name: string, fallback: V, isRight: (candidate: unknown) => candidate is V, expected: string): V => {
    const candidate = given[name];
    if (candidate === undefined || candidate === null) return fallback;
    if (isRight(candidate)) return candidate;
    faults.push(`Setting asyncPitfalls.${name} must be ${expected}.`);
    return fallback;
  };
  const isBoolean = (candidate: unknown): candidate is boolean => typeof candidate === 'boolean';
  const atLeast = (least: number) => (candidate: unknown): candidate is number | undefined => Number.isInteger(candidate) && Number(candidate) >= least;
  return {
    enable: pick('enable', true, isBoolean, 'true or false'),
    rules: readRules(given['rules'], faults),
    types: pick('types', 'auto', (candidate): candidate is EditorSettings['types'] => typeModes.some((mode) => mode === candidate), `one of ${typeModes.join(', ')}`),
    limit: pick<number | undefined>('limit', undefined, atLeast(1), 'a whole number of 1 or more'),
    maxItems: pick<number | undefined>('maxItems', undefined, atLeast(0), 'a whole number of 0 or more'),
    tests: pick<boolean | undefined>('tests', undefined, isBoolean, 'true or false'),
    auditOnStart: pick('auditOnStart', false, isBoolean, 'true or false'),
    faults,
  };
}

/** The same words as in a config file, so the same reader. Rules are read one by one: one fault does not undo the others. */
function readRules(value: unknown, faults: string[]): ReadonlyMap<string, RuleSetting> {
  const found = new Map<string, RuleSetting>();
  if (typeof value !== 'object' || value === null) return found;
  for (const [id, setting] of Object.entries(value)) {
    try {
      for (const [rule, read] of parseConfig('settings', JSON.stringify({ rules: { [id]: setting } })).rules) found.set(rule, read);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(`Setting asyncPitfalls.rules: ${error.reason}`);
    }
  }
  return found;
}
