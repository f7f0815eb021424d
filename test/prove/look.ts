import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { forEachComment } from 'ts-api-utils';
import type { Finding } from '../../src/analysis/finding.ts';

/** A finding as data: it holds no tree. */
export type Seen = Pick<Finding, 'rule' | 'severity' | 'message' | 'start' | 'end'> & {
  line: number;
  /** The underlined text. */
  at: string;
  /** The ids of the fixes on offer. */
  fixes: readonly string[];
};

/** A mistake that TypeScript sees. */
export interface Mistake {
  code: number;
  message: string;
  line: number;
}

/** What can be seen of one version of a file. */
export interface Look {
  text: string;
  /** Of the parser, and those that end a program before it runs: `await` outside an async function, a name declared twice. */
  syntax: readonly Mistake[];
  types: readonly Mistake[];
  /** Comments, and texts over several lines. */
  keepsakes: readonly string[];
  findings: readonly Seen[];
}

/** Grammar that TypeScript's checker looks after: to an engine it is a syntax error. */
const grammar = new Set([
  // await and yield
  1103, 1163, 1308, 1309, 1359, 1375, 1378, 1431, 1432, 2311, 2523, 2524, 18037, 18038,
  // jumps, and declarations without what they need
  1104, 1105, 1107, 1108, 1155, 1491, 1492, 1493, 1494, 1495, 1545, 1546, 1547,
  // names declared twice
  2300, 2451,
]);

/** What counts in JavaScript, where nobody asked for types: names that are not there, or not yet. */
const names = new Set([1192, 2304, 2305, 2307, 2448, 2449, 2454, 2588, 2613, 2614]);

/** The codes of messages with a suggestion ("Did you mean …?", "Do you need …?"), and those without. */
const withoutSuggestion = new Map([
  [2551, 2339], [2552, 2304], [2561, 2353], [2568, 2339], [2570, 2339], [2724, 2305], [2833, 2503],
  [2580, 2304], [2581, 2304], [2582, 2304], [2583, 2304], [2584, 2304], [2591, 2304], [2592, 2304], [2593, 2304],
]);

/**
 * The mistakes of a file, those of grammar and those of types; of JavaScript (see `WarmProgram`) those that count there. That a
 * package which the project names is not installed is no mistake of the file, nor that without any nobody knows `console`.
 */
export function mistakesOf(program: ts.Program, source: ts.SourceFile, dependencies: ReadonlySet<string>): Pick<Look, 'syntax' | 'types'> {
  const isJavaScript = /\.[mc]?jsx?$/.test(source.fileName);
  const isBare = !program.getSourceFiles().some((file) => file.fileName.includes('/node_modules/') && !program.isSourceFileDefaultLibrary(file));
  const found = program.getSemanticDiagnostics(source).filter(({ start }) => !isJavaScript || !isInComment(source.text, start ?? 0)).map((diagnostic) => mistakeOf(diagnostic, source));
  return {
    syntax: [...program.getSyntacticDiagnostics(source).map((diagnostic) => mistakeOf(diagnostic, source)), ...found.filter(({ code }) => grammar.has(code))],
    types: found.filter((mistake) => !grammar.has(mistake.code) && (!isJavaScript || names.has(mistake.code)) && !isNotInstalled(mistake, dependencies) && !(isBare && isOfPlatform(mistake))),
  };
}

/** JSDoc: what it names need not be there, and what TypeScript says of it depends on what it was asked first. */
function isInComment(text: string, offset: number): boolean {
  return text.lastIndexOf('/**', offset) > text.lastIndexOf('*/', offset);
}

function isNotInstalled({ code, message }: Mistake, dependencies: ReadonlySet<string>): boolean {
  const module = code === 2307 ? /^Cannot find module '([^']+)'/.exec(message)?.[1] : undefined;
  return module !== undefined && (isBuiltin(module) || dependencies.has(/^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? ''));
}

function isOfPlatform({ code, message }: Mistake): boolean {
  const name = code === 2304 ? /^Cannot find name '(\w+)'/.exec(message)?.[1] : undefined;
  return name !== undefined && (name in globalThis || /^(?:require|module|exports|__dirname|__filename)$/.test(name));
}

function mistakeOf({ code, messageText, start }: ts.Diagnostic, source: ts.SourceFile): Mistake {
  // TypeScript makes only so many suggestions, and then says the same without.
  const message = ts.flattenDiagnosticMessageText(messageText, ' ').replace(/ (?:Did you mean|Do you need) .*$/, '');
  return { code: withoutSuggestion.get(code) ?? code, message, line: source.getLineAndCharacterOfPosition(start ?? 0).line + 1 };
}

/**
 * What a fix may move and must not change: the comments of a file, without the white space at the ends of their lines (they may
 * be indented), and the texts of its templates that go over several lines (which may not).
 */
export function keepsakesOf(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  forEachComment(source, (_, { pos, end }) => found.push(text.slice(pos, end).split('\n').map((line) => line.trim()).join('\n')));
  const visit = (node: ts.Node): void => {
    if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const own = node.getText(source);
      if (own.includes('\n')) found.push(own);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
