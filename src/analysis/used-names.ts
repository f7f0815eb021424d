import ts from 'typescript';

/** The names that a file's code uses at run time, by how. Types, and what is imported for them alone, are left out. */
export interface UsedNames {
  /** Last names of what is called or made with `new`, and the names that imports and patterns give other ones. */
  readonly called: ReadonlySet<string>;
  /** Those, and the names of all members that are read or written. */
  readonly mentioned: ReadonlySet<string>;
  /** Something is set to `true`: by a statement that assigns it, or by a call of a setter. */
  readonly setsTrue: boolean;
}

/** Goes over TypeScript's own tree, which costs a fraction of the conversion that it may save. `source` needs parents. */
export function usedNames(source: ts.SourceFile): UsedNames {
  const called = new Set<string>();
  const mentioned = new Set<string>();
  let setsTrue = false;
  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = lastName(node.expression);
      if (name !== undefined) called.add(name);
      if (name !== undefined && /^set[A-Z]/.test(name) && node.arguments?.length === 1 && isTrue(node.arguments[0])) setsTrue = true;
    } else if (ts.isPropertyAccessExpression(node)) mentioned.add(node.name.text);
    else if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) mentioned.add(node.argumentExpression.text);
    else if (ts.isImportSpecifier(node) && !node.isTypeOnly) called.add((node.propertyName ?? node.name).text);
    else if (ts.isBindingElement(node) && isNamed(node.propertyName ?? node.name)) called.add((node.propertyName ?? node.name as ts.Identifier).getText(source).replace(/^['"]|['"]$/g, ''));
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isTrue(node.right) && ts.isExpressionStatement(outermost(node).parent)) setsTrue = true;
    ts.forEachChild(node, (child) => { if (!ts.isTypeNode(child) && !isTypeOnlyImport(child)) stack.push(child); });
  }
  for (const name of called) mentioned.add(name);
  return { called, mentioned, setsTrue };
}

function lastName(callee: ts.Expression): string | undefined {
  let at: ts.Expression = callee;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at) || ts.isExpressionWithTypeArguments(at)) at = at.expression;
  if (ts.isIdentifier(at)) return at.text;
  if (ts.isPropertyAccessExpression(at)) return at.name.text;
  return ts.isElementAccessExpression(at) && ts.isStringLiteralLike(at.argumentExpression) ? at.argumentExpression.text : undefined;
}

function isNamed(name: ts.PropertyName | ts.BindingName): boolean {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name);
}

function isTrue(node: ts.Expression | undefined): boolean {
  let at = node;
  while (at && (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isNonNullExpression(at))) at = at.expression;
  return at?.kind === ts.SyntaxKind.TrueKeyword;
}

function outermost(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  return at;
}

function isTypeOnlyImport(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
