import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import type { KnowledgeAdditions } from '../knowledge/index.ts';
import { entryOf, type RuleId } from '../rules/catalogue.ts';
import type { RuleOptions } from '../rules/define-rule.ts';
import { rules } from '../rules/index.ts';
import type { RuleSetting } from './analyze.ts';
import { ConfigError, configName } from './config-file.ts';
import { configSchema, type Schema } from './config-schema.ts';
import { metaRules } from './meta-rules.ts';
import { didYouMean } from './nearest.ts';

export { ConfigError, configName };

/** What a config file says; what it leaves out is undefined. */
export interface Config extends KnowledgeAdditions {
  /** Absolute, with `/`. */
  path: string;
  /** The folder its globs are relative to. */
  folder: string;
  rules: ReadonlyMap<string, RuleSetting>;
  include?: readonly string[];
  exclude?: readonly string[];
  tests?: boolean;
  safeFixes?: readonly string[];
}

/** Reads the text of a config file. Throws a ConfigError at the first fault. */
export function parseConfig(path: string, raw: string): Config {
  const text = withoutByteOrderMark(raw);
  const lines = new LineIndex(text);
  const fail = (offset: number, reason: string): never => {
    throw new ConfigError(path, lines.position(offset), reason);
  };
  if (text.trim() === '') return fail(0, 'The file is empty. Write {} into it, or remove it.');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || !root) return fail(error?.offset ?? 0, `Not valid JSON: ${inWords(error ? printParseErrorCode(error.error) : 'value expected')}.`);
  check(root, configSchema, 'the config file', (node, reason) => fail(node.offset, reason));
  checkFixNames(root, (node, reason) => fail(node.offset, reason));

  const { $schema: _schema, rules: ruleValues, ...values } = getNodeValue(root) as RawConfig;
  return {
    ...values,
    path,
    folder: path.slice(0, path.lastIndexOf('/')) || '/',
    rules: new Map(Object.entries(ruleValues ?? {}).map(([id, value]) => [id, toSetting(value)])),
  };
}

type RawSetting = RuleSetting['severity'] | [RuleSetting['severity'], Partial<RuleOptions>?];
type RawConfig = Omit<Config, 'path' | 'folder' | 'rules'> & { $schema?: string; rules?: Record<string, RawSetting> };

function toSetting(value: RawSetting): RuleSetting {
  const [severity, options] = Array.isArray(value) ? value : [value];
  return { severity, explicit: true, options: { ...options } };
}

/** "PropertyNameExpected" -> "property name expected". */
function inWords(code: string): string {
  return code.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}

type Fail = (node: Node, reason: string) => never;

/** Checks a JSON tree by the schema, depth first in source order. `what` names the value in messages. */
function check(node: Node, schema: Schema, what: string, fail: Fail): void {
  const fitting = schema.oneOf ? schema.oneOf.find((option) => isOfType(node, option)) : schema;
  if (!fitting || !isOfType(node, fitting)) return fail(node, `${what} must be ${expected(schema)}.`);
  if (typeof node.value === 'string') checkText(node, node.value, fitting, what, fail);
  if (typeof node.value === 'number' && node.value < (fitting.minimum ?? -Infinity)) fail(node, `${what} must be ${fitting.minimum} or more.`);
  if (node.type === 'object') checkObject(node, fitting, what, fail);
  if (node.type === 'array') checkArray(node, fitting, what, fail);
}

function isOfType(node: Node, { type }: Schema): boolean {
  return type === 'integer' ? Number.isInteger(node.value) : node.type === type;
}

function expected({ oneOf, type }: Schema): string {
  if (oneOf) return 'a severity, or a list of a severity and options';
  return type === 'string' ? 'a text' : type === 'boolean' ? 'true or false' : type === 'integer' ? 'a whole number' : type === 'array' ? 'a list' : 'an object';
}

function checkText(node: Node, value: string, schema: Schema, what: string, fail: Fail): void {
  if (schema.enum && !schema.enum.includes(value)) fail(node, `'${value}' is no severity: ${schema.enum.join(', ')}.${didYouMean(value, schema.enum)}`);
  if (value.length < (schema.minLength ?? 0)) fail(node, `${what} must not be empty.`);
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) fail(node, `'${value}' is not of the form "rule/fix".`);
}

function checkObject(node: Node, { properties = {}, required = [] }: Schema, what: string, fail: Fail): void {
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (!key || !value) continue;
    const name = String(key.value);
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema) check(value, schema, `'${name}'`, fail);
    else fail(key, unknownKey(name, what, Object.keys(properties)));
  }
  for (const name of required) if (!findNodeAtLocation(node, [name])) fail(node, `'${name}' is missing here.`);
}

function unknownKey(name: string, what: string, known: readonly string[]): string {
  if (what === `'rules'`) return `No rule is called '${name}'.${didYouMean(name, known) || ' `async-pitfalls rules` lists them.'}`;
  const list = known.length === 0 ? ' It takes no options.' : ` Known: ${known.filter((key) => key !== '$schema').join(', ')}.`;
  return `'${name}' is not known in ${what}.${didYouMean(name, known) || list}`;
}

function checkArray(node: Node, { items, minItems = 0 }: Schema, what: string, fail: Fail): void {
  const children = node.children ?? [];
  if (children.length < minItems) fail(node, `${what} is an empty list: write a severity into it.`);
  children.forEach((child, index) => {
    const schema = isList(items) ? items[index] : items;
    if (schema) check(child, schema, isList(items) ? what : `An entry of ${what}`, fail);
    else fail(child, `${what} has more entries than a severity and options.`);
  });
}

function isList(items: Schema['items']): items is readonly Schema[] {
  return Array.isArray(items);
}

/** "rule/fix": the rule must exist; a fix can be checked where the rule is built. */
function checkFixNames(root: Node, fail: Fail): void {
  for (const node of findNodeAtLocation(root, ['safeFixes'])?.children ?? []) {
    const [rule = '', fix = ''] = String(node.value).split('/');
    const ids = Object.keys(configSchema.properties?.['rules']?.properties ?? {});
    if (!ids.includes(rule)) fail(node, `No rule is called '${rule}'.${didYouMean(rule, ids)}`);
    const built = [...rules, ...metaRules].find(({ id }) => id === rule);
    if (built && !Object.hasOwn(built.fixes, fix)) fail(node, `'${rule}' has no fix called '${fix}'. It has: ${Object.keys(built.fixes).join(', ') || 'none'}.`);
  }
}

/** What holds for a rule when nobody says otherwise. */
export function defaultSetting(id: RuleId): RuleSetting {
  return { severity: entryOf(id).severity, explicit: false, options: {} };
}
