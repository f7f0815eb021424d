import ts from 'typescript';
import { innermost } from './nodes.ts';

/**
 * The specifier of the module that a value comes from: by its import, or by that of the function that made the object it is a
 * member of. Undefined where it comes from no module.
 */
export function specifierBehind(value: ts.Expression, checker: ts.TypeChecker, steps = 4): string | undefined {
  let root = innermost(value);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root) || ts.isCallExpression(root) || ts.isNewExpression(root) || ts.isAwaitExpression(root)) {
    const required = requiredBy(root);
    if (required !== undefined) return required;
    root = innermost(root.expression);
  }
  const declaration = ts.isIdentifier(root) ? checker.getSymbolAtLocation(root)?.declarations?.[0] : undefined;
  return declaration && specifierOf(declaration, checker, steps);
}

/** The specifier of the import that declares a name, or of the module that a variable's value comes from. */
export function specifierOf(declaration: ts.Node, checker: ts.TypeChecker, steps = 4): string | undefined {
  for (let at = declaration; at && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isImportDeclaration(at)) return ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : undefined;
    if (ts.isVariableDeclaration(at)) return at.initializer && steps > 0 ? specifierBehind(at.initializer, checker, steps - 1) : undefined;
    if (ts.isFunctionLike(at) || ts.isStatement(at)) return undefined;
  }
  return undefined;
}

/** Of `require('x')` the specifier. */
function requiredBy(call: ts.Expression): string | undefined {
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== 'require') return undefined;
  const [specifier] = call.arguments;
  return specifier && ts.isStringLiteral(specifier) ? specifier.text : undefined;
}
