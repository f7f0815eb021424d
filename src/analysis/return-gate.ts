import ts from 'typescript';
import { codeNodes } from './code-nodes.ts';
import { skipWrappers } from './promise-gate.ts';
import { nodeAwaitability, type TypeMemory } from './typescript-oracle.ts';

/**
 * Whether an async function of a file returns what may be a promise from a `try`, `catch` or `using` block. Goes over TypeScript's
 * own tree, so that files without such a place need no conversion. Without types whatever is returned there may be one.
 */
export function mayReturnPromiseEarly(source: ts.SourceFile, memory: TypeMemory | undefined): boolean {
  if (!/\basync\b/.test(source.text) || !/\breturn\b/.test(source.text) || !/\b(?:try|using)\b/.test(source.text)) return false;
  for (const node of codeNodes(source)) {
    if (ts.isReturnStatement(node) && node.expression && isGuarded(node) && mayBePromise(node.expression, memory)) return true;
  }
  return false;
}

/** Whether a `return` leaves something of an async function behind that waits for what it returns: a `catch` or `finally` block, a `using` declaration. */
function isGuarded(statement: ts.Node): boolean {
  let guarded = false;
  for (let child = statement, at = statement.parent; at; child = at, at = at.parent) {
    if (ts.isFunctionLike(at)) return guarded && ts.canHaveModifiers(at) && (at.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    guarded ||= (ts.isTryStatement(at) && isLeftBehind(at, child)) || ((ts.isBlock(at) || ts.isCaseOrDefaultClause(at)) && at.statements.some(isUsing)) || (ts.isForOfStatement(at) && isUsingList(at.initializer));
  }
  return false;
}

/** Whether a part of a `try` statement is in the reach of its `catch`, which does more than to throw the error again, or of its `finally`. */
function isLeftBehind({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, part: ts.Node): boolean {
  if (finallyBlock && part !== finallyBlock && finallyBlock.statements.length > 0) return true;
  if (!catchClause || part !== tryBlock) return false;
  const [first] = catchClause.block.statements;
  const caught = catchClause.variableDeclaration?.name;
  return !(first && ts.isThrowStatement(first) && caught && ts.isIdentifier(caught) && ts.isIdentifier(first.expression) && first.expression.text === caught.text);
}

function isUsing(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) && isUsingList(statement.declarationList);
}

function isUsingList(node: ts.Node): boolean {
  return ts.isVariableDeclarationList(node) && ((node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Using || (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing);
}

function mayBePromise(node: ts.Expression, memory: TypeMemory | undefined): boolean {
  const at = skipWrappers(node);
  if (ts.isAwaitExpression(at) || ts.isLiteralExpression(at) || ts.isFunctionLike(at) || ts.isObjectLiteralExpression(at) || ts.isArrayLiteralExpression(at)) return false;
  return memory === undefined || nodeAwaitability(at, memory) !== 'never';
}
