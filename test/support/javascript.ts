import ts from 'typescript';

/** A TypeScript text as JavaScript: its types stand in comments, and what it only declares in a declaration file. */
export interface JavaScriptText {
  text: string;
  /** What a declaration file beside it says; global, so that nothing has to be imported. */
  declarations: string;
}

/**
 * Takes the types out of a text. Those of parameters and variables that `before` has too become comments: a fix writes none in
 * JavaScript. Undefined where something is in it that JavaScript says in another way.
 */
export function asJavaScript(text: string, before: string): JavaScriptText | undefined {
  const source = ts.createSourceFile('text.ts', text, ts.ScriptTarget.Latest, true);
  const known = new Set<string>();
  visit(ts.createSourceFile('before.ts', before, ts.ScriptTarget.Latest, true), (node) => { if (isTyped(node)) known.add(keyOf(node)); });
  const edits: { start: number; end: number; text: string }[] = [];
  const drop = (start: number, end: number, by = ''): void => { edits.push({ start, end, text: by }); };
  const declarations: string[] = [];
  let possible = true;
  const strip = (node: ts.Node): void => {
    if (isOnlyDeclared(node)) {
      declarations.push(node.getText().replace(/^export /, '').replace(/^(?!declare|interface|type)/, 'declare '));
      drop(node.getStart(), lineEnd(text, node.end));
      return;
    }
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) {
      drop(node.getStart(), node.end, `/** @${node.getText().replace('import type', 'import').replace(/;$/, '')} */`);
      return;
    }
    if (isOtherwiseInJavaScript(node)) possible = false;
    if (isTyped(node) && node.type) {
      const after = node.exclamationToken ?? ('questionToken' in node ? node.questionToken : undefined) ?? node.name;
      drop(after === node.name ? node.name.end : after.getStart(), node.type.end);
      if (known.has(keyOf(node))) comment(node, node.type.getText());
    } else if (ts.isFunctionLike(node) && node.type) drop(text.lastIndexOf(':', node.type.getStart()), node.type.end);
    if ('typeParameters' in node) dropList(node.typeParameters as ts.NodeArray<ts.Node> | undefined);
    if ('typeArguments' in node && !ts.isTypeNode(node)) dropList(node.typeArguments as ts.NodeArray<ts.Node> | undefined);
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) drop(node.expression.end, node.end);
    if (ts.isNonNullExpression(node)) drop(node.expression.end, node.end);
    if (ts.canHaveModifiers(node)) for (const modifier of ts.getModifiers(node) ?? []) if (/^(?:private|public|protected|readonly|override|abstract)$/.test(modifier.getText())) drop(modifier.getStart(), modifier.end + 1);
    ts.forEachChild(node, (child) => { if (!ts.isTypeNode(child) || ts.isExpressionWithTypeArguments(child)) strip(child); });
  };
  const comment = (node: Typed, type: string): void => {
    const at = ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent) ? node.parent.parent.getStart() : node.getStart();
    drop(at, at, `/** @type {${type.replace(/\s+/g, ' ')}} */ `);
  };
  const dropList = (list: ts.NodeArray<ts.Node> | undefined): void => {
    if (list) drop(list.pos - 1, text.indexOf('>', list.end) + 1);
  };
  strip(source);
  edits.sort((left, right) => right.start - left.start || right.end - left.end);
  const stripped = edits.reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
  return possible ? { text: stripped.replace(/^\n+/, ''), declarations: declarations.join('\n') } : undefined;
}

function isOtherwiseInJavaScript(node: ts.Node): boolean {
  if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || ts.isParameterPropertyDeclaration(node, node.parent as ts.Node)) return true;
  return (ts.isImportSpecifier(node) && node.isTypeOnly) || (ts.isFunctionDeclaration(node) && !node.body);
}

type Typed = ts.ParameterDeclaration | ts.VariableDeclaration | ts.PropertyDeclaration;

function isTyped(node: ts.Node): node is Typed & { exclamationToken?: ts.Node } {
  return ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);
}

function keyOf(node: Typed): string {
  return `${node.name.getText()}: ${node.type?.getText() ?? ''}`;
}

function isOnlyDeclared(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || (ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword));
}

function lineEnd(text: string, at: number): number {
  return /^[ \t]*\r?\n/.test(text.slice(at)) ? text.indexOf('\n', at) + 1 : at;
}

function visit(node: ts.Node, enter: (node: ts.Node) => void): void {
  enter(node);
  ts.forEachChild(node, (child) => visit(child, enter));
}
