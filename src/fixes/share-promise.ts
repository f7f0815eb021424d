import { ancestor, enclosingFunction, keyName, propertyName, T, unwrap, walkOwn, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { keeperBeside } from './promise-keeper.ts';
import { styleOf } from './style.ts';

/**
 * The edits that keep the promise beside the value while it is on its way, so that all who come meanwhile wait for the same
 * work: `this.config = await (this.configPromise ??= load().finally(() => { this.configPromise = undefined; }))`. It is let go of
 * when it settles: after an error the next call tries again. Undefined where the value does not come from one awaited promise.
 */
export function sharePromise(unit: Unit, write: Node): EditInput[] | undefined {
  if (write.type !== T.AssignmentExpression) return undefined;
  const awaited = awaitedValue(write.right, unit);
  if (!awaited || unit.types.awaitability(awaited.argument) !== 'always' || waitsBetween(awaited, write)) return undefined;
  const type = unit.isTypeScript ? promiseType(unit, awaited, write.left) : '';
  const keeper = type === undefined ? undefined : keeperBeside(unit, write.left, { suffix: 'Promise', annotation: unit.isTypeScript ? `: Promise<${type}> | undefined` : '', init: '' });
  if (!keeper) return undefined;
  const { semicolons } = styleOf(unit);
  const { range: [start, end] } = awaited.argument;
  const needsParentheses = !/^(?:Call|New|Member|Import)Expression$|^(?:Identifier|ThisExpression)$/.test(unwrap(awaited.argument).type);
  const [open, close] = needsParentheses ? ['(', ')'] : ['', ''];
  return [
    ...keeper.declaration,
    { start, end: start, text: `(${keeper.expression} ??= ${open}` },
    { start: end, end, text: `${close}.finally(() => { ${keeper.expression} = undefined${semicolons ? ';' : ''} }))` },
  ];
}

/** The `await` that gives the value, in the assignment or where a local constant was declared for it. */
function awaitedValue(value: Node, unit: Unit): TSESTree.AwaitExpression | undefined {
  const at = unwrap(value);
  if (at.type === T.AwaitExpression) return at;
  const definition = at.type === T.Identifier ? unit.scopes.variableOf(at)?.defs[0]?.node as Node | undefined : undefined;
  const init = definition?.type === T.VariableDeclarator && definition.id.type === T.Identifier && definition.parent.kind === 'const' && definition.init ? unwrap(definition.init) : undefined;
  return init?.type === T.AwaitExpression ? init : undefined;
}

/** Whether others can come between the end of the work and the write: they would find neither its promise nor its result. */
function waitsBetween(awaited: Node, write: Node): boolean {
  const fn = enclosingFunction(write);
  let found = false;
  if (fn) walkOwn(fn.body, (node) => { found ||= node.type === T.AwaitExpression && node.range[0] > awaited.range[1] && node.range[1] < write.range[0]; });
  return found;
}

/** What the field or variable is declared as, beside which the promise is kept. */
function declaredType(state: Node, unit: Unit): TSESTree.TSTypeAnnotation | undefined {
  if (state.type === T.Identifier) {
    const declarator = unit.scopes.variableOf(state)?.defs[0]?.node as Node | undefined;
    return declarator?.type === T.VariableDeclarator ? declarator.id.typeAnnotation : undefined;
  }
  if (state.type !== T.MemberExpression) return undefined;
  const body = ancestor(state, (node): node is TSESTree.ClassBody => node.type === T.ClassBody);
  const field = body?.body.find((member) => member.type === T.PropertyDefinition && keyName(member) === propertyName(state));
  return field?.type === T.PropertyDefinition ? field.typeAnnotation : undefined;
}

/** What a promise is declared to give: the type of what it gives here, else of the place where that is put, without what says that nothing is there; undefined where neither is known. */
export function promiseType(unit: Unit, value: Node, state: Node): string | undefined {
  const at = unwrap(value);
  const known = at.type === T.Literal && typeof at.value === 'boolean' ? 'boolean' : unit.types.typeText(value);
  const declared = declaredType(state, unit);
  return known ?? (declared && unit.textOf(declared.typeAnnotation).replace(/^(?:(?:undefined|null)\s*\|\s*)+|(?:\s*\|\s*(?:undefined|null))+$/g, ''));
}
