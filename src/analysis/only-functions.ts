import ts from 'typescript';

/** Where the functions of a file are declared, by name: 0-based offsets. `undefined` where the name stands for something else as well. */
type Declared = ReadonlyMap<string, number | undefined>;

const known = new WeakMap<ts.SourceFile, Declared>();

/**
 * The only function of a name in a list of files, and nothing else is declared as a member by that name: of whatever it is called, that
 * function is meant. Undefined where there is none, or several things have the name. `start` is that of its declaration, as
 * declarations of the oracle have it.
 */
export function onlyFunction(name: string, files: readonly ts.SourceFile[]): { path: string; start: number } | undefined {
  let found: { path: string; start: number } | undefined;
  for (const file of files) {
    // Cheaper than all it declares.
    if (!mentions(file, name)) continue;
    const declared = declaredIn(file);
    if (!declared.has(name)) continue;
    const start = declared.get(name);
    if (start === undefined || found) return undefined;
    found = { path: file.fileName, start };
  }
  return found;
}

/** Whether a file declares something by a name, and where, if that is a function: '' for nothing, else the offset or "other". */
export function declaredAs(name: string, file: ts.SourceFile): string {
  if (!mentions(file, name)) return '';
  const declared = declaredIn(file);
  return declared.has(name) ? String(declared.get(name) ?? 'other') : '';
}

function mentions(file: ts.SourceFile, name: string): boolean {
  return known.has(file) || file.text.includes(name);
}

function declaredIn(file: ts.SourceFile): Declared {
  let declared = known.get(file);
  if (!declared) known.set(file, (declared = collect(file)));
  return declared;
}

function collect(file: ts.SourceFile): Declared {
  const found = new Map<string, number | undefined>();
  const stack: ts.Node[] = [file];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const declaration = declarationOf(node);
    if (declaration) found.set(declaration.name, declaration.isFunction && !found.has(declaration.name) && !file.isDeclarationFile ? node.getStart(file) : undefined);
    ts.forEachChild(node, (child) => { stack.push(child); });
  }
  return found;
}

/** What a node declares that can be called, or that makes it doubtful what is called. A variable with another value is no member of anything. */
function declarationOf(node: ts.Node): { name: string; isFunction: boolean } | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name && named(node.name, node.body !== undefined);
  if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) return named(node.name, isFunctionValue(node.initializer));
  if (ts.isVariableDeclaration(node)) return isFunctionValue(node.initializer) ? named(node.name, true) : undefined;
  if (ts.isMethodSignature(node) || ts.isPropertySignature(node) || ts.isAccessor(node)) return named(node.name, false);
  // `Type.prototype.load = async function () {…}`, `exports.load = load`
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) {
    const isPassedOn = ts.isIdentifier(node.right) && node.right.text === node.left.name.text;
    return isPassedOn ? undefined : named(node.left.name, isFunctionValue(node.right));
  }
  return undefined;
}

function named(name: ts.Node, isFunction: boolean): { name: string; isFunction: boolean } | undefined {
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) ? { name: name.text, isFunction } : undefined;
}

function isFunctionValue(value: ts.Expression | undefined): boolean {
  return value !== undefined && (ts.isFunctionExpression(value) || ts.isArrowFunction(value));
}
