import { createHash } from 'node:crypto';
import ts from 'typescript';
import type { Checker } from '../analysis/checker.ts';
import { enclosingFunction, T, walk, type FunctionNode, type Node } from '../analysis/nodes.ts';
import type { Scopes } from '../analysis/scopes.ts';
import type { TypeMemory } from '../analysis/typescript-oracle.ts';
import type { Unit } from '../analysis/unit.ts';
import type { LinkedSummaries, Standard } from '../summaries/types.ts';

const standards: readonly Standard[] = ['proof', 'practice', 'outside', 'known'];

/** What other files see of one version of a file. */
export interface OutsideView {
  /** Equal for two versions of a file: nothing has changed that others see. */
  readonly seen: string;
  /** What stands outside the bodies of functions. */
  readonly outside: string;
  /** The calls, and what is written to more than local variables: others may ask who calls their functions, and answers may rest on it. */
  readonly uses: string;
  /** The outermost functions in order. `answer`: what was found out about one; as long as nobody has asked, its text. */
  readonly functions: readonly { readonly body: string; readonly answer: string }[];
}

/** What the view of a file is made from. `blocking`: what blocks in it, by the index of the project. */
export interface OutsideInput {
  unit: Unit;
  source: ts.SourceFile;
  types: TypeMemory | undefined;
  summaries: LinkedSummaries;
  blocking: string;
}

/**
 * What other files can see of one: all that stands outside the bodies of its functions, the types that functions without an
 * annotation return, what the summaries say of each, what blocks, and the calls in the bodies. As long as nothing of this
 * changes, no other file has to be looked at again. After the early cut-off of build systems.
 *
 * To ask about every function would cost as much as to check the file. So only those are asked about whose body is not that of
 * `before`, the version seen last: what others give rests on their own text and on what these give. Where that changes, or there is
 * no version before, their text stands for them.
 */
export function outsideView({ unit, source, types, summaries, blocking }: OutsideInput, before?: OutsideView): OutsideView {
  const outermost = unit.functions.filter((fn) => !enclosingFunction(fn));
  const outside = digest([withoutBodies(unit.text, outermost)]);
  const uses = digest(usesIn(unit));
  const earlier = before?.outside === outside && before.uses === uses && before.functions.length === outermost.length ? before.functions : [];
  const bodies = outermost.map((fn) => digest([unit.text.slice(...fn.body.range)]));
  const asked = new Map(outermost.flatMap((fn, index) => (earlier[index] && earlier[index].body !== bodies[index] ? [[index, answerOf(fn, source, types, summaries)]] : [])));
  const isAsBefore = [...asked].every(([index, answer]) => answer === earlier[index]?.answer);
  const functions = bodies.map((body, index) => ({ body, answer: asked.get(index) ?? (isAsBefore ? earlier[index]?.answer : undefined) ?? body }));
  return { seen: digest([outside, uses, blocking, ...functions.map(({ answer }) => answer)]), outside, uses, functions };
}

function digest(texts: Iterable<string>): string {
  const hash = createHash('sha1');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('base64');
}

function usesIn({ ast, scopes, textOf }: Unit): string[] {
  const found: string[] = [];
  walk(ast, (node) => {
    if (node.type === T.CallExpression || node.type === T.NewExpression) found.push(`${node.parent.type}${textOf(node.callee)}(${node.arguments.map((argument) => textOf(argument)).join()})`);
    const target = node.type === T.AssignmentExpression ? node.left : node.type === T.UpdateExpression ? node.argument : undefined;
    if (target && (target.type !== T.Identifier || !isLocal(target, scopes))) found.push(textOf(node));
  });
  return found;
}

function isLocal(identifier: Node, scopes: Scopes): boolean {
  const declared = scopes.variableOf(identifier)?.identifiers[0] as Node | undefined;
  return declared !== undefined && enclosingFunction(declared) !== undefined;
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

function answerOf(fn: FunctionNode, source: ts.SourceFile, types: TypeMemory | undefined, summaries: LinkedSummaries): string {
  const work = summaries.workOf(fn);
  return JSON.stringify([
    standards.map((standard) => [summaries.callRejects(fn, standard), summaries.runningThrows(fn, standard)]),
    summaries.isEndless(fn), summaries.returnsTimer(fn), summaries.failureReleases(fn),
    [work.unlimited?.kind, work.limited, work.holds],
    fn.params.map((_parameter, index) => [summaries.ownershipOf(fn, index), summaries.callsParameter(fn, index)]),
    types && inferredResult(fn.body.range[0], source, types.checker),
  ]);
}

/** The return type that nobody has written down, of the outermost function around a 0-based offset. */
function inferredResult(offset: number, source: ts.SourceFile, checker: Checker): string | undefined {
  const around = (node: ts.Node): ts.SignatureDeclaration | undefined => {
    if (ts.isFunctionLike(node)) return node;
    return ts.forEachChild(node, (child) => (child.pos <= offset && offset < child.end && !ts.isTypeNode(child) ? around(child) : undefined));
  };
  const fn = around(source);
  const signature = fn && !fn.type && 'body' in fn ? checker.getSignatureFromDeclaration(fn) : undefined;
  return signature && checker.typeToString(checker.getReturnTypeOfSignature(signature), fn, ts.TypeFormatFlags.NoTruncation);
}
