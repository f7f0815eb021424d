import ts from 'typescript';
import { codeNodes } from './code-nodes.ts';
import { mightHoldPromises, skipWrappers } from './promise-gate.ts';
import { nodeAwaitability, type TypeMemory } from './typescript-oracle.ts';

/**
 * Whether a file has a place where a promise might be used as if it were its result: as a condition, in a calculation, in
 * a text, spread, iterated, by a member it has not, or given to a function that looks at it at once (`isSink`, by name). Goes over
 * TypeScript's own tree, so that files without such a place need no conversion. Errs on the side of yes.
 */
export function mayUsePromiseAsValue(source: ts.SourceFile, memory: TypeMemory | undefined, isSink: (name: string) => boolean): boolean {
  const unknownCounts = mightHoldPromises(source.text);
  if (!memory && !unknownCounts) return false;
  // TypeScript itself says which members a promise does not have.
  const looksAtMembers = memory !== undefined && /\.[mc]?jsx?$/.test(source.fileName);

  const answers = (node: ts.Expression, unknownIsYes: boolean): boolean => {
    if (!memory) return unknownIsYes;
    const answer = nodeAwaitability(node, memory);
    return answer === 'always' || (answer === 'unknown' && unknownIsYes && unknownCounts);
  };
  const initializers = new Map<string, ts.Expression[]>();
  const named: { name: string; unknownIsYes: boolean }[] = [];
  const promiseNames = new Set<string>();
  const mayBePromise = (node: ts.Expression, unknownIsYes: boolean): boolean => {
    const at = skipWrappers(node);
    if (ts.isIdentifier(at)) {
      named.push({ name: at.text, unknownIsYes });
      return false;
    }
    if (ts.isBinaryExpression(at)) return /^(?:&&|\|\||\?\?|,)$/.test(at.operatorToken.getText(source)) && (mayBePromise(at.left, unknownIsYes) || mayBePromise(at.right, unknownIsYes));
    if (ts.isConditionalExpression(at)) return mayBePromise(at.whenTrue, unknownIsYes) || mayBePromise(at.whenFalse, unknownIsYes);
    return (ts.isCallExpression(at) || ts.isNewExpression(at)) && !isOfLanguage(at) && answers(at, unknownIsYes);
  };

  for (const node of codeNodes(source)) {
    if (valuesOf(node, isSink).some((value) => mayBePromise(value, true))) return true;
    if (looksAtMembers && ts.isPropertyAccessExpression(node) && !/^(?:then|catch|finally)$/.test(node.name.text) && mayBePromise(node.expression, false)) return true;
    if (looksAtMembers && ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer && mayBePromise(node.initializer, false)) return true;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) initializers.set(node.name.text, [...(initializers.get(node.name.text) ?? []), node.initializer]);
    if ((ts.isParameter(node) || ts.isVariableDeclaration(node)) && node.type && ts.isIdentifier(node.name) && /Promise/.test(node.type.getText(source))) promiseNames.add(node.name.text);
  }

  const asked = new Set<string>();
  for (let use = named.pop(); use; use = named.pop()) {
    const { name, unknownIsYes } = use;
    if (promiseNames.has(name)) return true;
    if (asked.has(`${name} ${String(unknownIsYes)}`)) continue;
    asked.add(`${name} ${String(unknownIsYes)}`);
    if (initializers.get(name)?.some((value) => mayBePromise(value, unknownIsYes))) return true;
  }
  return false;
}

const ofLanguage = new Set([
  'Number', 'String', 'Boolean', 'BigInt', 'Symbol', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'isArray', 'isInteger', 'isSafeInteger', 'encodeURIComponent', 'decodeURIComponent',
  'toString', 'toLowerCase', 'toUpperCase', 'toFixed', 'trim', 'trimStart', 'trimEnd', 'startsWith', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'charAt', 'charCodeAt', 'codePointAt',
  'padStart', 'padEnd', 'repeat', 'replace', 'replaceAll', 'slice', 'substring', 'split', 'join', 'concat', 'floor', 'ceil', 'round', 'trunc', 'abs', 'min', 'max', 'pow', 'sqrt', 'log10', 'hasOwnProperty', 'call', 'apply', 'bind',
]);

/** Functions of strings and numbers, which nobody's asynchronous ones are called like: what they are called on takes long to infer. */
function isOfLanguage({ expression }: ts.CallExpression | ts.NewExpression): boolean {
  const callee = skipWrappers(expression);
  return ts.isIdentifier(callee) ? ofLanguage.has(callee.text) : ts.isPropertyAccessExpression(callee) && ofLanguage.has(callee.name.text);
}

/** The expressions at a node whose values are looked at right there. By kind: asked of every node of a file. */
function valuesOf(node: ts.Node, isSink: (name: string) => boolean): readonly ts.Expression[] {
  switch (node.kind) {
    case ts.SyntaxKind.IfStatement: case ts.SyntaxKind.WhileStatement: case ts.SyntaxKind.DoStatement: case ts.SyntaxKind.SwitchStatement: case ts.SyntaxKind.ForOfStatement: case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.TemplateSpan: case ts.SyntaxKind.SpreadElement: case ts.SyntaxKind.SpreadAssignment: case ts.SyntaxKind.JsxSpreadAttribute:
      return [(node as ts.IfStatement | ts.TemplateSpan | ts.SpreadElement).expression];
    case ts.SyntaxKind.ForStatement: {
      const { condition } = node as ts.ForStatement;
      return condition ? [condition] : nothing;
    }
    case ts.SyntaxKind.ConditionalExpression:
      return [(node as ts.ConditionalExpression).condition];
    case ts.SyntaxKind.PrefixUnaryExpression:
      return [(node as ts.PrefixUnaryExpression).operand];
    case ts.SyntaxKind.BinaryExpression: {
      const { left, operatorToken, right } = node as ts.BinaryExpression;
      return isPassedOn(operatorToken.kind) ? nothing : [left, right];
    }
    case ts.SyntaxKind.CallExpression: case ts.SyntaxKind.NewExpression: {
      const { arguments: values, expression } = node as ts.CallExpression | ts.NewExpression;
      if (!values || values.length === 0) return nothing;
      const callee = skipWrappers(expression);
      const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
      return name !== undefined && isSink(name) ? values : nothing;
    }
    default:
      return nothing;
  }
}

const nothing: readonly ts.Expression[] = [];

/** `a = b`, `a, b`, `a ?? b`: the value is not looked at here. */
function isPassedOn(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.EqualsToken || operator === ts.SyntaxKind.CommaToken || operator === ts.SyntaxKind.QuestionQuestionToken
    || operator === ts.SyntaxKind.QuestionQuestionEqualsToken || operator === ts.SyntaxKind.InstanceOfKeyword || operator === ts.SyntaxKind.InKeyword;
}
