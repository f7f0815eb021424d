import { ancestor, enclosingFunction, propertyName, T, unwrap, type Node } from '../../analysis/nodes.ts';
import { isBuiltin } from '../../analysis/origin.ts';
import type { RuleUnit } from '../define-rule.ts';

/**
 * Whether a promise is the run of a program: `main();`, `(async () => { … })();` or `import('./app.js')` as a statement of a
 * command or of a module that exports nothing, or behind a condition on how the program was started. If it rejects, the
 * program ends with the error's stack, as it should.
 */
export function isEntryCall(promise: Node, unit: RuleUnit): boolean {
  if (enclosingFunction(promise) || ancestor(promise, ({ type }) => type === T.StaticBlock || type === T.PropertyDefinition || type === T.VariableDeclaration || type === T.AssignmentExpression)) return false;
  return isProgram(startOf(promise), unit) && (unit.isCommandLineEntry || !hasExports(unit) || isStartCondition(promise, unit));
}

/** A program is started by its own functions, or by those of packages. What the platform has does a single step of it. */
function isProgram(start: Node, unit: RuleUnit): boolean {
  if (start.type === T.ImportExpression) return true;
  if (start.type !== T.CallExpression) return false;
  return unit.functionOf(start.callee) !== undefined || !unit.origins(start.callee).some(({ module }) => module === 'global' || isBuiltin(module));
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

function hasExports(unit: RuleUnit): boolean {
  if (unit.moduleKind === 'commonjs') return /\bmodule\.exports\b|\bexports\.\w+\s*=/.test(unit.text);
  return unit.ast.body.some((statement) => {
    if (statement.type === T.ExportNamedDeclaration) return statement.exportKind !== 'type' && (statement.declaration !== null || statement.specifiers.length > 0);
    return statement.type === T.ExportDefaultDeclaration || statement.type === T.ExportAllDeclaration || statement.type === T.TSExportAssignment;
  });
}

/** `if (require.main === module)`, `if (!process.env.IN_TEST)`. */
function isStartCondition(promise: Node, unit: RuleUnit): boolean {
  const condition = ancestor(promise, (node) => node.type === T.IfStatement);
  return condition?.type === T.IfStatement && /\bprocess\b|\brequire\.main\b|\bmodule\b|\bimport\.meta\b|\bDeno\b/.test(unit.textOf(condition.test));
}
