import { parseAndGenerateServices, type ParserServices, type TSESTree } from '@typescript-eslint/typescript-estree';
import type ts from 'typescript';
import { childrenOf } from './nodes.ts';

/** A syntax tree with parents set, and the way from its nodes to TypeScript's. */
export interface Tree {
  ast: TSESTree.Program;
  toTypeScript(node: TSESTree.Node): ts.Node | undefined;
  fromTypeScript(node: ts.Node): TSESTree.Node | undefined;
}

/**
 * Converts a source file that TypeScript has parsed already (with parents: bound by a checker, or parsed with them).
 * Throws typescript-estree's TSError on what TypeScript's parser lets pass but the tree cannot hold.
 */
export function toTree(source: ts.SourceFile): Tree {
  const { ast, services } = parseAndGenerateServices(source, {
    filePath: source.fileName,
    range: true,
    loc: true,
    comment: false,
    tokens: false,
    // TypeScript accepts more than ESTree's own checks would; what is wrong but can be represented is not ours to refuse.
    allowInvalidAST: true,
    errorOnTypeScriptSyntacticAndSemanticIssues: false,
    suppressDeprecatedPropertyWarnings: true,
    loggerFn: false,
    // In CI the library would take a second call for the same file for a fix cycle and build a program of its own.
    disallowAutomaticSingleRunInference: true,
  });
  const maps = services as Pick<ParserServices, 'esTreeNodeToTSNodeMap' | 'tsNodeToESTreeNodeMap'>;
  setParents(ast);
  return {
    ast,
    toTypeScript: (node) => maps.esTreeNodeToTSNodeMap.get(node as never) as ts.Node | undefined,
    fromTypeScript: (node) => maps.tsNodeToESTreeNodeMap.get(node as never) as TSESTree.Node | undefined,
  };
}

/** typescript-estree sets a child's parent only when its own traversal gets there; rules look up and down at will. */
function setParents(ast: TSESTree.Program): void {
  const stack: TSESTree.Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const child of childrenOf(node)) {
      child.parent = node;
      stack.push(child);
    }
  }
}
