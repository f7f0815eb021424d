import ts from 'typescript';
import { isFunctionLike, outermost } from './nodes.ts';

/** What a place does with a function that it names. */
export type Use =
  /** It names it without needing what it gives: imports, comparisons, types that unwrap promises. */
  | { kind: 'harmless' }
  | { kind: 'declaration'; node: ts.Node }
  | { kind: 'call'; node: ts.Expression }
  /** The function itself goes somewhere. */
  | { kind: 'value'; node: ts.Expression }
  | { kind: 'refused'; reason: string };

const harmless: Use = { kind: 'harmless' };

/** What is done with a function where it is named. */
export function useOf(name: ts.Node): Use {
  const { parent } = name;
  if (isImportOrExport(parent)) return harmless;
  if (ts.isLiteralTypeNode(parent)) return { kind: 'refused', reason: 'its type is taken from where it is kept' };
  const type = typeAround(name);
  if (type) return type;
  if (isDeclared(name)) return { kind: 'declaration', node: parent };
  if (ts.isDecorator(parent)) return { kind: 'refused', reason: 'it is used as a decorator' };
  if (ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent)) return { kind: 'refused', reason: 'it is used as a component' };
  const isMember = (ts.isPropertyAccessExpression(parent) && parent.name === name) || (ts.isElementAccessExpression(parent) && parent.argumentExpression === name);
  const expression = (isMember ? parent : name) as ts.Expression;
  if (ts.isShorthandPropertyAssignment(parent)) return { kind: 'value', node: expression };
  return useOfExpression(expression);
}

function useOfExpression(expression: ts.Expression): Use {
  const outer = outermost(expression) as ts.Expression;
  const { parent } = outer;
  if (ts.isCallExpression(parent) && parent.expression === outer) return { kind: 'call', node: parent };
  if (ts.isTaggedTemplateExpression(parent) && parent.tag === outer) return { kind: 'call', node: parent };
  if (ts.isNewExpression(parent) && parent.expression === outer) return { kind: 'refused', reason: 'it is called with `new`' };
  if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) return useOfMember(parent);
  if (ts.isTypeOfExpression(parent) || ts.isExpressionStatement(parent) || ts.isIfStatement(parent) || (ts.isConditionalExpression(parent) && parent.condition === outer)) return harmless;
  if (ts.isPrefixUnaryExpression(parent)) return harmless;
  if (ts.isBinaryExpression(parent)) {
    if (parent.left === outer && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return { kind: 'declaration', node: parent };
    if (parent.left === outer && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return harmless;
    if (isComparison(parent.operatorToken.kind)) return harmless;
  }
  return { kind: 'value', node: expression };
}

/** `load.call(this)` is a call, `load.bind(this)` a value; other members do not touch what it gives. */
function useOfMember(member: ts.PropertyAccessExpression): Use {
  const call = outermost(member).parent;
  if (!ts.isCallExpression(call) || call.expression !== outermost(member)) return harmless;
  if (member.name.text === 'call' || member.name.text === 'apply') return { kind: 'call', node: call };
  return member.name.text === 'bind' ? { kind: 'value', node: call } : harmless;
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
}

function isImportOrExport(parent: ts.Node): boolean {
  return ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent) || ts.isNamespaceExport(parent) || ts.isImportEqualsDeclaration(parent) || ts.isExportAssignment(parent) && parent.expression.kind !== ts.SyntaxKind.ArrowFunction;
}

function isDeclared(name: ts.Node): boolean {
  const { parent } = name;
  if (ts.isBindingElement(parent)) return parent.name === name || parent.propertyName === name;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (name.kind === ts.SyntaxKind.DefaultKeyword) return isFunctionLike(parent);
  return (isFunctionLike(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isPropertyAssignment(parent)) && parent.name === name;
}

/** `typeof load`: harmless where the type is unwrapped, or only what it takes is asked for. */
function typeAround(name: ts.Node): Use | undefined {
  let at: ts.Node = name;
  while (ts.isQualifiedName(at.parent)) at = at.parent;
  if (!ts.isTypeQueryNode(at.parent)) return undefined;
  for (at = at.parent; ts.isTypeNode(at); at = at.parent) {
    if (ts.isTypeReferenceNode(at) && /^(?:Awaited|Parameters)$/.test(at.typeName.getText())) return harmless;
  }
  return { kind: 'refused', reason: 'its type is used elsewhere' };
}
