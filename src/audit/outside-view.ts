import { createHash } from 'node:crypto';
import ts from 'typescript';
import type { Checker } from '../analysis/checker.ts';
import { enclosingFunction, walk, type FunctionNode, T } from '../analysis/nodes.ts';
import type { TypeMemory } from '../analysis/typescript-oracle.ts';
import type { Unit } from '../analysis/unit.ts';
import type { LinkedSummaries, Standard } from '../summaries/types.ts';

const standards: readonly Standard[] = ['proof', 'practice', 'outside', 'known'];

/**
 * What other files can see of one: all that stands outside the bodies of its functions, the types that functions without an
 * annotation return, what the summaries say of each, what blocks (`blocking`, by the index of the project), and the calls in the
 * bodies, as others may ask who calls their functions. A hash, which stays the same as long as nothing of this changes: then
 * no other file has to be looked at again. After the early cut-off of build systems.
 */
export function outsideView(unit: Unit, source: ts.SourceFile, types: TypeMemory | undefined, summaries: LinkedSummaries, blocking: string): string {
  const outermost = unit.functions.filter((fn) => !enclosingFunction(fn));
  const hash = createHash('sha1');
  hash.update(withoutBodies(unit.text, outermost));
  for (const fn of outermost) hash.update(JSON.stringify(summaryOf(fn, summaries)));
  if (types) for (const text of inferredResults(source, types.checker)) hash.update(text);
  walk(unit.ast, (node) => {
    if (node.type === T.CallExpression || node.type === T.NewExpression) hash.update(`${node.parent.type}${unit.textOf(node.callee)}(${node.arguments.map((argument) => unit.textOf(argument)).join()})`);
  });
  return hash.update(blocking).digest('base64');
}

function withoutBodies(text: string, functions: readonly FunctionNode[]): string {
  let outside = '';
  let from = 0;
  for (const { body } of functions) {
    outside += text.slice(from, Math.max(from, body.range[0]));
    from = Math.max(from, body.range[1]);
  }
  return outside + text.slice(from);
}

function summaryOf(fn: FunctionNode, summaries: LinkedSummaries): unknown {
  const work = summaries.workOf(fn);
  return [
    standards.map((standard) => [summaries.callRejects(fn, standard), summaries.runningThrows(fn, standard)]),
    summaries.isEndless(fn), summaries.returnsTimer(fn), summaries.failureReleases(fn),
    [work.unlimited?.kind, work.limited, work.holds],
    fn.params.map((_parameter, index) => [summaries.ownershipOf(fn, index), summaries.callsParameter(fn, index)]),
  ];
}

/** The return types of functions outside all others that nobody has written down. */
function inferredResults(source: ts.SourceFile, checker: Checker): string[] {
  const found: string[] = [];
  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isFunctionLike(node)) {
      const signature = node.type || !('body' in node) ? undefined : checker.getSignatureFromDeclaration(node);
      if (signature) found.push(checker.typeToString(checker.getReturnTypeOfSignature(signature), node, ts.TypeFormatFlags.NoTruncation));
    } else ts.forEachChild(node, (child) => { if (!ts.isTypeNode(child)) stack.push(child); });
  }
  return found;
}
