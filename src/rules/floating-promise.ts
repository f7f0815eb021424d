import { enclosingFunction, isInside, propertyName, T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import { unhandledParts, type UnhandledPart } from '../analysis/promise-handling.ts';
import type { EditInput, Report } from '../analysis/rule.ts';
import { onlyRead, unreadCollection, unreadVariable } from '../analysis/unread-variable.ts';
import { awaitPromise } from '../fixes/await-promise.ts';
import { dropVariable } from '../fixes/drop-variable.ts';
import { awaitArray, catchRejection, returnPromise, takerOf, voidPromise } from '../fixes/unwaited-promise.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';
import { isEntryCall } from './floating-promise/entry-call.ts';
import { movesErrorOn } from './floating-promise/moved-error.ts';
import { weightOf } from './floating-promise/weight.ts';

type Message = keyof typeof messages;
type FixId = 'await' | 'return' | 'void' | 'catch';
type Edits = readonly EditInput[] | undefined;
type Fix = (part: UnhandledPart) => Edits;

const messages = {
  floating: 'Nobody waits for this promise: if it rejects, no handler sees the error (in Node the process ends).',
  chain: 'No handler ends this chain: if it rejects, or a callback in it throws, no handler sees the error (in Node the process ends).',
  array: 'Nobody waits for the promises in this array: if one rejects, no handler sees the error (in Node the process ends).',
  awaitedArray: '`await` does not wait for promises in an array: the next line runs first, and if one rejects, no handler sees the error (in Node the process ends).',
  stored: 'Nothing reads `{name}`, so nobody waits for its promise: if it rejects, no handler sees the error (in Node the process ends).',
  collected: 'Nothing reads `{name}`, so nobody waits for the promises in it: if one rejects, no handler sees the error (in Node the process ends).',
  unordered: 'Nobody waits for this promise: the next line runs first.',
};

const messageOf: Record<UnhandledPart['kind'], Message> = { promise: 'floating', chain: 'chain', array: 'array', 'awaited array': 'awaitedArray' };

export default defineRule({
  ...entryOf('floating-promise'),
  gate: 'promises',
  messages,
  fixes: {
    await: { title: 'Await the promise', safe: false },
    return: { title: 'Return the promise', safe: false },
    void: { title: 'Mark as deliberately not awaited', safe: false },
    catch: { title: 'Add a handler for the error', safe: false },
  },
  check(unit, report) {
    return {
      ExpressionStatement({ expression }) {
        const call = unwrap(expression);
        if (call.type === T.AssignmentExpression) return checkAssignment(call, unit, report);
        const [first, ...others] = partsOf(expression, unit);
        if (first) reportFloating(expression, [first, ...others], unit, report);
        else if (call.type === T.CallExpression) checkCollected(expression, call, unit, report);
      },
      VariableDeclarator({ id, init }) {
        if (!init || id.type !== T.Identifier || !unreadVariable(id, unit)) return;
        const parts = partsOf(init, unit);
        if (parts.length === 0) return;
        const instead = (edits: Edits): Edits => dropVariable(unit, init, edits);
        report({
          at: { start: id.range[0], end: id.range[0] + id.name.length },
          ...judge(parts, 'stored', unit),
          data: { name: id.name },
          fixes: {
            await: () => instead(eachPart(parts, awaiting(unit))) ?? (id.typeAnnotation ? undefined : eachPart(parts, awaiting(unit))),
            void: () => instead(eachPart(parts, voiding(unit))),
            catch: () => instead(eachPart(parts, catching(unit))),
          },
        });
      },
    };
  },
});

/** The parts that something follows from: they may reject with nobody there, or what comes next is too early. */
function partsOf(expression: Node, unit: RuleUnit): UnhandledPart[] {
  const { types, scopes, options, knowledge, summaries } = unit;
  const parts = unhandledParts(expression, {
    types, scopes, ignoreVoid: options.ignoreVoid, checkThenables: options.checkThenables,
    isExempt: ({ callee }) => {
      const type = types.typeOrigin(callee);
      return knowledge.safeToFloat.hasCall(unit.origins(callee), pathOf(callee)) || (type !== undefined && knowledge.safeToFloat.hasType(type));
    },
  });
  return parts.filter(({ node, kind }) => kind === 'awaited array' || (!isEntryCall(node, unit) && !isForTheRunner(node, unit) && (!summaries.isOfPackage() || summaries.tendsToReject(node) || summaries.orderMatters(node))));
}

/** A test that ends by calling `done`: an error that keeps it from doing so is reported, at the latest as a timeout. */
function isForTheRunner(node: Node, unit: RuleUnit): boolean {
  if (!unit.isExempt) return false;
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) if (fn.params.some((parameter) => parameter.type === T.Identifier && parameter.name === 'done')) return true;
  return false;
}

function reportFloating(expression: TSESTree.Expression, parts: UnhandledPart[], unit: RuleUnit, report: Report<Message, FixId>): void {
  const [only] = parts.length === 1 ? parts : [];
  report({
    at: expression,
    ...judge(parts, messageOf[parts[0]?.kind ?? 'promise'], unit),
    fixes: {
      await: () => eachPart(parts, awaiting(unit)),
      return: () => (only?.node === expression && only.kind !== 'array' && only.kind !== 'awaited array' && !unit.summaries.neverEnds(expression) && !movesErrorOn(expression, unit) ? returnPromise(unit, expression) : undefined),
      void: () => eachPart(parts, voiding(unit)),
      catch: () => eachPart(parts, catching(unit)),
    },
  });
}

/** `_ = f()`, where nothing reads `_`. */
function checkAssignment(assignment: TSESTree.AssignmentExpression, unit: RuleUnit, report: Report<Message, FixId>): void {
  const { left, right, operator } = assignment;
  if (operator !== '=' || left.type !== T.Identifier || !unreadVariable(left, unit)) return;
  const parts = partsOf(right, unit);
  if (parts.length === 0) return;
  report({ at: assignment, ...judge(parts, 'stored', unit), data: { name: left.name }, fixes: { await: () => (mayHoldAnything(left, unit) ? eachPart(parts, awaiting(unit)) : undefined) } });
}

/** `tasks.push(f())`, where nothing reads what is in `tasks`. */
function checkCollected(at: Node, call: TSESTree.CallExpression, unit: RuleUnit, report: Report<Message, FixId>): void {
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression || callee.object.type !== T.Identifier || !/^(?:push|unshift|add)$/.test(propertyName(callee) ?? '')) return;
  const collection = unreadCollection(callee.object, unit);
  if (!collection) return;
  const parts = call.arguments.flatMap((argument) => collectedParts(argument, unit));
  if (parts.length === 0) return;
  const inPlace = (fix: Fix) => () => (mayHoldAnything(callee.object, unit) && parts.every(({ node }) => isInside(node, call)) ? eachPart(parts, fix) : undefined);
  report({ at, ...judge(parts, 'collected', unit), data: { name: collection.name }, fixes: { await: inPlace(awaiting(unit)), catch: inPlace(catching(unit)) } });
}

/** Whether a variable's type takes whatever comes: in JavaScript, or where it is left open. */
function mayHoldAnything(identifier: Node, unit: RuleUnit): boolean {
  const definition = unit.scopes.variableOf(identifier)?.defs[0]?.node;
  if (!unit.isTypeScript) return true;
  if (definition?.type !== T.VariableDeclarator || definition.id.type !== T.Identifier || definition.id.typeAnnotation) return false;
  return !definition.init || (definition.init.type === T.ArrayExpression && definition.init.elements.length === 0);
}

/** The promise itself, or a variable that holds it and is read nowhere else. */
function collectedParts(argument: Node, unit: RuleUnit): UnhandledPart[] {
  if (argument.type !== T.Identifier) return partsOf(argument, unit);
  const variable = unit.scopes.variableOf(argument);
  const definition = variable && onlyRead(variable) === argument && variable.defs[0]?.node;
  return definition && definition.type === T.VariableDeclarator && definition.init ? partsOf(definition.init, unit) : [];
}

/** A promise whose error nobody would miss loses none; what remains is the order, or a hint. */
function judge(parts: readonly UnhandledPart[], message: Message, unit: RuleUnit): { message: Message; severity?: 'information' | 'hint' } {
  const weight = weightOf(parts, message === 'stored' || message === 'collected', unit);
  if (weight === 'error') return { message };
  const rejects = parts.some(({ node }) => unit.summaries.tendsToReject(node));
  return weight === 'order' || (!rejects && !unit.summaries.isOfPackage()) ? { message: 'unordered', severity: 'information' } : { message: rejects ? message : 'unordered', severity: 'hint' };
}

/** The edits of all parts; undefined where one of them cannot be mended that way. */
function eachPart(parts: readonly UnhandledPart[], fix: Fix): Edits {
  const edits = parts.map(fix);
  return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
}

function awaiting(unit: RuleUnit): Fix {
  return ({ node, kind }) => {
    if (kind === 'array' || kind === 'awaited array') return awaitArray(unit, node);
    return unit.summaries.neverEnds(node) || movesErrorOn(node, unit) ? undefined : awaitPromise(unit, node);
  };
}

/** Where `void` is not enough (`ignoreVoid: false`), where somebody waits for an answer, and for guards, it is no fix. */
function voiding(unit: RuleUnit): Fix {
  return ({ node, kind }) => (unit.options.ignoreVoid && kind !== 'awaited array' && !isGuard(node) && takerOf(unit, node) === 'nobody' ? voidPromise(unit, node) : undefined);
}

/** What does not reject needs no handler, and a guard whose error is only printed guards nothing. */
function catching(unit: RuleUnit): Fix {
  return ({ node }) => (unit.summaries.tendsToReject(node) && !isGuard(node) ? catchRejection(unit, node) : undefined);
}

/** `assertOpen(order)`: its error is meant to stop what follows. */
function isGuard(node: Node): boolean {
  const call = unwrap(node);
  const callee = call.type === T.CallExpression ? unwrap(call.callee) : undefined;
  const name = callee?.type === T.Identifier ? callee.name : callee?.type === T.MemberExpression ? propertyName(callee) : undefined;
  return /^(?:assert|ensure|require|validate|verify)(?=[A-Z_]|$)/.test(name ?? '');
}

/** A callee as written, if it is a plain path: `analytics.track`, `this.analytics.track`. */
function pathOf(node: Node): string | undefined {
  const at = unwrap(node);
  if (at.type === T.Identifier) return at.name;
  if (at.type === T.ThisExpression) return 'this';
  const owner = at.type === T.MemberExpression ? pathOf(at.object) : undefined;
  const name = at.type === T.MemberExpression ? propertyName(at) : undefined;
  return owner === undefined || name === undefined ? undefined : `${owner}.${name}`;
}

