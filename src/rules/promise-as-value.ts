import { enclosingFunction, T, unwrap, walk, type Node, type TSESTree } from '../analysis/nodes.ts';
import { awaitInReaction } from '../fixes/await-in-reaction.ts';
import { awaitPromise } from '../fixes/await-promise.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';
import { isPromise, isSurelyPromise, missingMembers } from './promise-as-value/promises.ts';
import { isCalculation, isComparison, isNullish, isText, sinkArguments, testedParts, valueParts } from './promise-as-value/sites.ts';

export default defineRule({
  ...entryOf('promise-as-value'),
  gate: 'promise values',
  messages: {
    condition: 'A promise is always truthy: what it resolves to is never looked at.',
    calculation: 'This calculates with the promise, not with what it resolves to.',
    comparison: 'This compares the promise, not what it resolves to.',
    text: 'This puts "[object Promise]" into the text, not what the promise resolves to.',
    spread: 'A promise has no properties to spread: what it resolves to is lost.',
    iterated: 'A promise cannot be iterated, only what it resolves to.',
    cases: 'No case matches the promise itself: what it resolves to is never looked at.',
    member: 'A promise has no `{name}`: what it resolves to has it.',
    sink: '`{callee}` gets the promise, not what it resolves to.',
  },
  fixes: {
    await: { title: 'Await the promise', safe: false },
  },
  check(unit, report) {
    type Message = 'condition' | 'calculation' | 'comparison' | 'text' | 'spread' | 'iterated' | 'cases' | 'member' | 'sink';
    const told = new Set<Node>();
    const tell = (node: Node, message: Message, data: Record<string, string> = {}, isSuperfluous = false): void => {
      if (told.has(node)) return;
      told.add(node);
      report({ at: node, message, data, ...(isSuperfluous && { severity: 'hint' as const }), fixes: { await: () => awaitPromise(unit, node) ?? awaitInReaction(unit, node) } });
    };
    const test = (node: Node): void => {
      for (const part of testedParts(node)) if (isSurelyPromise(part, unit)) tell(part, 'condition');
    };
    const use = (node: Node, message: Message | (() => Message), data?: Record<string, string>, isSuperfluous = false): void => {
      for (const part of valueParts(node)) if (isPromise(part, unit)) tell(part, typeof message === 'string' ? message : message(), data, isSuperfluous);
    };

    return {
      IfStatement: (node) => test(node.test),
      WhileStatement: (node) => test(node.test),
      DoWhileStatement: (node) => test(node.test),
      ForStatement: (node) => { if (node.test) test(node.test); },
      ConditionalExpression: (node) => test(node.test),
      LogicalExpression(node) {
        // `a ?? b` asks whether there is one.
        if (node.operator !== '??' && unwrap(node.left).type !== T.LogicalExpression && isSurelyPromise(node.left, unit)) tell(node.left, 'condition', {}, unit.summaries.isOfPackage() && (node.operator === '||' ? isEmpty(node.right) : isMade(node.right)));
      },
      UnaryExpression(node) {
        if (node.operator === '!') test(node.argument);
        else if (/^[-+~]$/.test(node.operator)) use(node.argument, 'calculation');
      },
      BinaryExpression(node) {
        const { left, right, operator } = node;
        for (const [side, other] of [[left, right], [right, left]] as const) {
          if (operator === '+') use(side, () => (isText(other, unit) ? 'text' : 'calculation'));
          else if (isCalculation(operator)) use(side, 'calculation');
          else if (isComparison(operator) && !isNullish(other) && !isKeptIn(other, side, unit) && isPromise(side, unit) && (operator.length === 3 ? unit.types.isPrimitive(other) === true : unit.types.awaitability(other) === 'never')) tell(side, 'comparison');
        }
      },
      AssignmentExpression(node) {
        if (!/^(?:=|\?\?=|&&=|\|\|=)$/.test(node.operator)) use(node.right, () => (node.operator === '+=' && isText(node.left, unit) ? 'text' : 'calculation'));
      },
      TemplateLiteral(node) {
        // What a tag does with its values is its own affair.
        if (node.parent.type !== T.TaggedTemplateExpression) for (const expression of node.expressions) use(expression, 'text');
      },
      SpreadElement: (node) => use(node.argument, node.parent.type === T.ObjectExpression ? 'spread' : 'iterated'),
      JSXSpreadAttribute: (node) => use(node.argument, 'spread'),
      // What `for await` goes through may be both: a promise of all, and each as it comes.
      ForOfStatement: (node) => { if (!node.await) use(node.right, 'iterated'); },
      ForInStatement: (node) => use(node.right, 'spread'),
      SwitchStatement: (node) => use(node.discriminant, 'cases'),
      MemberExpression(node) {
        if (node.computed || node.property.type !== T.Identifier || (node.parent.type === T.AssignmentExpression && node.parent.left === node)) return;
        if (missingMembers(node.object, [node.property.name], unit).length > 0) tell(node.object, 'member', { name: node.property.name });
      },
      VariableDeclarator({ id, init }) {
        if (!init || id.type !== T.ObjectPattern) return;
        const names = id.properties.flatMap((property) => (property.type === T.Property && !property.computed && property.key.type === T.Identifier ? [property.key.name] : []));
        const [name] = missingMembers(init, names, unit);
        if (name !== undefined) tell(init, 'member', { name });
      },
      CallExpression(node) {
        for (const argument of sinkArguments(node, unit)) use(argument, 'sink', { callee: unit.textOf(node.callee) }, isShown(argument, node, unit));
      },
      NewExpression(node) {
        for (const argument of sinkArguments(node, unit)) use(argument, 'sink', { callee: unit.textOf(node.callee) });
      },
    };
  },
});

/** `this.last = sending; await sending; if (this.last === sending) …`: whether it is still this promise is what is asked. */
function isKeptIn(place: Node, promise: Node, unit: RuleUnit): boolean {
  const fn = enclosingFunction(promise);
  if (!fn || unwrap(promise).type !== T.Identifier) return false;
  let found = false;
  walk(fn.body, (node) => { found ||= node.type === T.AssignmentExpression && unit.textOf(node.left) === unit.textOf(place) && unit.textOf(unwrap(node.right)) === unit.textOf(promise); });
  return found;
}

/** `console.log('pending', pending)`: who prints a variable that holds a promise wants to see that. */
function isShown(argument: Node, { callee }: TSESTree.CallExpression, unit: RuleUnit): boolean {
  return unit.summaries.isOfPackage() && unwrap(argument).type === T.Identifier && /^console\./.test(unit.textOf(callee));
}

/** `load().then(show) && []`: what is written down on the right is what is wanted, whatever the promise comes to. */
function isMade(node: Node): boolean {
  const at = unwrap(node);
  return at.type === T.ArrayExpression || at.type === T.ObjectExpression;
}

/** `find() || []`: what stands there for nothing may never be needed. */
function isEmpty(node: Node): boolean {
  const at = unwrap(node);
  return (at.type === T.ArrayExpression && at.elements.length === 0) || (at.type === T.ObjectExpression && at.properties.length === 0) || (at.type === T.Literal && !at.value) || (at.type === T.Identifier && at.name === 'undefined');
}
