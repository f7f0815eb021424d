import ts from 'typescript';

/** A way to write a file. */
export interface Style {
  name: string;
  /** The text written that way; undefined where it cannot be, or nothing in the text would show it. `isFixed`: it is what a fix leaves. */
  rewrite(text: string, path: string, isFixed: boolean): string | undefined;
  /** The name of the file, where the way to write it is a kind of file. */
  rename?(path: string): string;
  /** How many twins there have to be at least. */
  least: number;
}

export const styles: readonly Style[] = [
  { name: 'Windows line ends', rewrite: (text) => text.replace(/\r?\n/g, '\r\n'), least: 100 },
  { name: 'tabs', rewrite: (text, path) => indented(text, path, '\t'), least: 90 },
  { name: 'four spaces', rewrite: (text, path) => indented(text, path, '    '), least: 90 },
  { name: 'no semicolons', rewrite: withoutSemicolons, least: 80 },
  { name: 'double quotes', rewrite: doubleQuoted, least: 100 },
  { name: 'CommonJS', rewrite: commonJs, rename: (path) => path.replace(/\.js$/, '.cjs'), least: 8 },
  { name: 'JSX', rewrite: (text, path) => (/\.[jt]s$/.test(path) && !parse(text, `${path}x`).length ? text : undefined), rename: (path) => `${path}x`, least: 50 },
];

/** The syntax errors of a text. */
function parse(text: string, path: string): readonly ts.Diagnostic[] {
  return (sourceOf(text, path) as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics;
}

function sourceOf(text: string, path: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Two spaces become `unit`, other than in templates; undefined where nothing is indented. */
function indented(text: string, path: string, unit: string): string | undefined {
  const source = sourceOf(text, path);
  const fixed: [number, number][] = [];
  visit(source, (node) => { if (ts.isTemplateLiteralToken(node)) fixed.push([node.getStart(source), node.end]); });
  let at = 0;
  let any = false;
  const lines = text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    if (fixed.some(([from, to]) => from < start && start < to)) return line;
    return line.replace(/^(?: {2})+/, (white) => {
      any = true;
      return unit.repeat(white.length / 2);
    });
  });
  return any ? lines.join('\n') : undefined;
}

const ended = new Set([
  ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.ReturnStatement, ts.SyntaxKind.ThrowStatement, ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration, ts.SyntaxKind.ExportAssignment, ts.SyntaxKind.BreakStatement, ts.SyntaxKind.ContinueStatement, ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.PropertyDeclaration, ts.SyntaxKind.FunctionDeclaration,
]);

/** Without the semicolons at the end of a line, or before the end of a block, those that keep a line from going on before the next. Undefined where such a line is there before a fix. */
function withoutSemicolons(text: string, path: string, isFixed: boolean): string | undefined {
  if (!isFixed && /^\s*[([`]/m.test(text)) return undefined;
  const source = sourceOf(text, path);
  const gone = new Set<number>();
  const guarded = new Set<number>();
  visit(source, (node) => {
    if (ended.has(node.kind) && text[node.end - 1] === ';' && /^[ \t]*(?:\}|(?:\/\/.*|\/\*.*\*\/[ \t]*)?(?:\r?\n\s*(?![\s+\-*]|\/(?!\/))|$))/.test(text.slice(node.end))) gone.add(node.end - 1);
    if (node.kind === ts.SyntaxKind.ExpressionStatement && /^[([`]/.test(text.slice(node.getStart(source))) && text[node.getStart(source) - 1] !== ';') guarded.add(node.getStart(source));
  });
  return text.split('').map((char, index) => (gone.has(index) ? '' : guarded.has(index) ? `;${char}` : char)).join('');
}

/** Strings in single quotes in double quotes; undefined where one has quotes in it, and where there are none. */
function doubleQuoted(text: string, path: string): string | undefined {
  const source = sourceOf(text, path);
  const places: number[] = [];
  let plain = true;
  visit(source, (node) => {
    if (!ts.isStringLiteral(node) || ts.isJsxAttribute(node.parent)) return;
    if (/["'\\]/.test(node.text)) plain = false;
    else if (text[node.getStart(source)] === "'") places.push(node.getStart(source), node.end - 1);
  });
  const quotes = new Set(places);
  return plain && places.length > 0 ? text.split('').map((char, index) => (quotes.has(index) ? '"' : char)).join('') : undefined;
}

/** The imports and exports of a JavaScript file as CommonJS has them; undefined for other files, and where that is not the same. */
export function commonJs(text: string, path: string): string | undefined {
  if (!path.endsWith('.js') || /^(?:await |export default|export \{|import .*\.\/)/m.test(text) || !/^import |^export /m.test(text)) return undefined;
  const rewritten = text
    .replace(/^import \* as (\w+) from (.*?);$/gm, 'const $1 = require($2);')
    .replace(/^import (\w+) from (.*?);$/gm, 'const $1 = require($2);')
    .replace(/^import \{ (.*?) \} from (.*?);$/gm, (_, names: string, from: string) => `const { ${names.replace(/ as /g, ': ')} } = require(${from});`)
    .replace(/^export /gm, '');
  return /(?<!@)\b(?:import|export) /.test(rewritten) ? undefined : rewritten;
}

function visit(node: ts.Node, enter: (node: ts.Node) => void): void {
  enter(node);
  ts.forEachChild(node, (child) => visit(child, enter));
}
