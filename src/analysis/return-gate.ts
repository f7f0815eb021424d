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

/** Whether a statement stands in a `try` statement or beside a `using` declaration of an async function. */
function isGuarded(statement: ts.Node): boolean {
  let guarded = false;
  for (let at = statement.parent; at; at = at.parent) {
    if (ts.isFunctionLike(at)) return guarded && ts.canHaveModifiers(at) && (at.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    guarded ||= ts.isTryStatement(at) || ((ts.isBlock(at) || ts.isCaseOrDefaultClause(at)) && at.statements.some(isUsing)) || (ts.isForOfStatement(at) && isUsingList(at.initializer));
  }
  return false;
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
