import ts from 'typescript';

/** By file; only the one asked for last is in it, so that no more than its nodes are kept. */
let known = new WeakMap<ts.SourceFile, readonly ts.Node[]>();

/**
 * All nodes of a file's code, those of types left out, outer ones before inner ones. Several gates go over the same file one after
 * the other, so that the nodes of the last one are kept: finding the children of each costs more than looking at them.
 */
export function codeNodes(source: ts.SourceFile): readonly ts.Node[] {
  const before = known.get(source);
  if (before) return before;
  const nodes: ts.Node[] = [source];
  const visit = (node: ts.Node): void => {
    if (!ts.isTypeNode(node)) nodes.push(node);
  };
  // What is added is gone through as well.
  for (let index = 0; index < nodes.length; index += 1) ts.forEachChild(nodes[index] as ts.Node, visit);
  known = new WeakMap([[source, nodes]]);
  return nodes;
}
