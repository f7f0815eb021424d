import { ancestor, enclosingFunction, propertyName, T, unwrap, type Node } from '../../analysis/nodes.ts';
import type { Unit } from '../../analysis/unit.ts';

/**
 * Whether a promise is the run of a program: `main();` or `(async () => { … })();` as a statement of a module that exports
 * nothing, or behind a condition on how the program was started. If it rejects, the program ends with the error's stack, as it should.
 */
export function isEntryCall(promise: Node, unit: Unit): boolean {
  if (enclosingFunction(promise) || ancestor(promise, ({ type }) => type === T.StaticBlock || type === T.PropertyDefinition || type === T.VariableDeclaration || type === T.AssignmentExpression)) return false;
  const start = startOf(promise);
  if (start.type !== T.CallExpression || !unit.functionOf(start.callee)?.async) return false;
  return !hasExports(unit) || isStartCondition(promise, unit);
}

/** The call at the beginning of a chain. */
function startOf(promise: Node): Node {
  let at = unwrap(promise);
  while (at.type === T.CallExpression) {
    const callee = unwrap(at.callee);
    if (callee.type !== T.MemberExpression || !/^(?:then|finally)$/.test(propertyName(callee) ?? '')) break;
    at = unwrap(callee.object);
  }
  return at;
}

function hasExports(unit: Unit): boolean {
  if (unit.moduleKind === 'commonjs') return /\bmodule\.exports\b|\bexports\.\w+\s*=/.test(unit.text);
  return unit.ast.body.some((statement) => {
    if (statement.type === T.ExportNamedDeclaration) return statement.exportKind !== 'type' && (statement.declaration !== null || statement.specifiers.length > 0);
    return statement.type === T.ExportDefaultDeclaration || statement.type === T.ExportAllDeclaration || statement.type === T.TSExportAssignment;
  });
}

/** `if (require.main === module)`, `if (!process.env.IN_TEST)`. */
function isStartCondition(promise: Node, unit: Unit): boolean {
  const condition = ancestor(promise, (node) => node.type === T.IfStatement);
  return condition?.type === T.IfStatement && /\bprocess\b|\brequire\.main\b|\bmodule\b|\bimport\.meta\b|\bDeno\b/.test(unit.textOf(condition.test));
}
