import ts from 'typescript';

/** What a file does with names, by TypeScript's own tree: enough to tell where a function of another file may be meant. */
export interface NamedUses {
  /** What is called, made, extended, or handed over as an argument, by the last part of its name; of imports by the name they have where they come from. */
  readonly uses: ReadonlyMap<string, readonly ts.Node[]>;
  /** Names that stand for others here: `export { load as read }`, `{ read: load }`, `const read = api.load`. */
  readonly aliases: readonly { from: string; to: string; value: ts.Node | undefined }[];
}

/** The name of what a module gives as a whole, or by default. */
export const wholeModule = 'default';

const known = new WeakMap<ts.SourceFile, NamedUses>();

/** The uses of names in a file, worked out once for each version of it. Needs a source with parents. */
export function namedUses(source: ts.SourceFile): NamedUses {
  let found = known.get(source);
  if (!found) known.set(source, (found = collect(source)));
  return found;
}

function collect(source: ts.SourceFile): NamedUses {
  const uses = new Map<string, ts.Node[]>();
  const aliases: { from: string; to: string; value: ts.Node | undefined }[] = [];
  /** Names by which imports are known where they come from. */
  const imported = new Map<string, string>();
  const used: { name: string; node: ts.Node }[] = [];

  const use = (value: ts.Node | undefined): void => {
    const node = value && skipWrappers(value);
    const name = node && lastName(node);
    if (node && name !== undefined) used.push({ name, node });
  };
  const alias = (to: string | undefined, value: ts.Node | undefined): void => {
    const node = value && skipWrappers(value);
    const from = node && lastName(node);
    if (node && from !== undefined && to !== undefined) aliases.push({ from, to, value: node });
  };

  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      use(node.expression);
      node.arguments?.forEach(use);
    } else if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ExtendsKeyword) node.types.forEach(({ expression }) => use(expression));
    else if (ts.isImportSpecifier(node) && node.propertyName) imported.set(node.name.text, node.propertyName.text);
    else if (ts.isImportClause(node) && node.name) imported.set(node.name.text, wholeModule);
    else if (ts.isImportEqualsDeclaration(node)) imported.set(node.name.text, wholeModule);
    else if (ts.isExportSpecifier(node)) { if (node.propertyName) aliases.push({ from: node.propertyName.text, to: node.name.text, value: undefined }); }
    else if (ts.isExportAssignment(node)) alias(wholeModule, node.expression);
    else if (ts.isPropertyAssignment(node) && isNamed(node.name)) alias(node.name.text, node.initializer);
    else if (ts.isShorthandPropertyAssignment(node)) alias(node.name.text, node.name);
    else if (ts.isPropertyDeclaration(node) && isNamed(node.name)) alias(node.name.text, node.initializer);
    else if (ts.isBindingElement(node) && ts.isIdentifier(node.name) && node.propertyName && isNamed(node.propertyName)) imported.set(node.name.text, node.propertyName.text);
    else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      if (isRequire(node.initializer)) imported.set(node.name.text, wholeModule);
      else alias(node.name.text, node.initializer);
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) {
      const isWhole = ts.isIdentifier(node.left.expression) && node.left.expression.text === 'module' && node.left.name.text === 'exports';
      alias(isWhole ? wholeModule : node.left.name.text, node.right);
    }
    // Types call nothing.
    ts.forEachChild(node, (child) => { if (!ts.isTypeNode(child) || ts.isExpressionWithTypeArguments(child)) stack.push(child); });
  }
  for (const { name, node } of used) {
    for (const key of new Set([name, ts.isIdentifier(node) ? imported.get(name) ?? name : name])) {
      const list = uses.get(key);
      if (list) list.push(node);
      else uses.set(key, [node]);
    }
  }
  const named = (name: string): string => imported.get(name) ?? name;
  return { uses, aliases: aliases.flatMap((one) => (named(one.from) === one.from ? [one] : [one, { ...one, from: named(one.from) }])) };
}

const importing = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/** The names that imports and `require` give values in a file. */
function importedNames(source: ts.SourceFile): ReadonlySet<string> {
  let names = importing.get(source);
  if (!names) {
    const found = new Set<string>();
    const stack: ts.Node[] = [source];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if ((ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node) || ts.isImportEqualsDeclaration(node)) && node.name) found.add(node.name.text);
      if (ts.isVariableDeclaration(node) && node.initializer && /\b(?:require|import)\b/.test(node.initializer.getText(source).slice(0, 60))) addNames(node.name, found);
      ts.forEachChild(node, (child) => void stack.push(child));
    }
    importing.set(source, (names = found));
  }
  return names;
}

function addNames(name: ts.BindingName, found: Set<string>): void {
  if (ts.isIdentifier(name)) found.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addNames(element.name, found);
}

/** Whether what an expression names may come from another file, as far as the text tells: an import or part of one, or a member of an instance. */
export function mayBeImported(node: ts.Node): boolean {
  const names = importedNames(node.getSourceFile());
  let at = node;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isNonNullExpression(at) || ts.isParenthesizedExpression(at)) at = at.expression;
  if (ts.isIdentifier(at) && names.has(at.text)) return true;
  return names.size > 0 && (at !== node ? !ts.isCallExpression(at) : !ts.isIdentifier(at));
}

/** Where members of some names are read or written. */
export function memberUses(source: ts.SourceFile, names: ReadonlySet<string>): ts.Node[] {
  const found: ts.Node[] = [];
  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isPropertyAccessExpression(node) && names.has(node.name.text)) found.push(node);
    ts.forEachChild(node, (child) => void stack.push(child));
  }
  return found;
}

/**
 * Whether a plain function of a file has one of some names, or a loop that may only wait; or the file gives one of them
 * another name. `isFunction` tells which modules are such a function as a whole, which goes by any name.
 */
export function mayHelp(source: ts.SourceFile, isName: (name: string) => boolean, isFunction: (module: string) => boolean): boolean {
  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isIdentifier(node) && isName(node.text) && (isInPlainFunction(node) || isRenamed(node))) return true;
    if ((ts.isWhileStatement(node) || ts.isDoStatement(node) || ts.isForStatement(node)) && isInPlainFunction(node)) return true;
    if (ts.isStringLiteral(node) && (ts.isImportDeclaration(node.parent) || isRequire(node.parent)) && isFunction(node.text)) return true;
    ts.forEachChild(node, (child) => void stack.push(child));
  }
  return false;
}

/** `import { readFileSync as read }`, `const { readFileSync: read }`, `const read = fs.readFileSync`, `{ read: fs.readFileSync }`. */
function isRenamed(name: ts.Identifier): boolean {
  const value = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  const { parent } = value;
  if (ts.isImportSpecifier(parent) || ts.isBindingElement(parent)) return parent.propertyName === value;
  return (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === value
    || ts.isShorthandPropertyAssignment(parent) || ts.isBinaryExpression(parent) && parent.right === value;
}

/** Whether code at a node runs only when a function is called whose callers wait for it: none that is async, nor the module's start. */
export function isInPlainFunction(node: ts.Node): boolean {
  for (let at = node.parent; at && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionLike(at) && !isAsync(at)) return true;
    if (ts.isPropertyDeclaration(at) || ts.isHeritageClause(at)) return true;
  }
  return false;
}

function isAsync(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

function lastName(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) return node.argumentExpression.text;
  return isRequire(node) ? wholeModule : undefined;
}

function isRequire(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require';
}

function isNamed(name: ts.PropertyName): name is ts.Identifier | ts.StringLiteral {
  return ts.isIdentifier(name) || ts.isStringLiteral(name);
}

function skipWrappers(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return at;
}
