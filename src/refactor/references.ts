import ts from 'typescript';
import type { TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import { innermost, tokenAt } from './nodes.ts';
import { Refusal } from './outcome.ts';
import { OwnPackages } from './own-packages.ts';
import type { ReadFile } from './public-api.ts';
import { specifierBehind, specifierOf } from './specifiers.ts';

/** A word that names something: an identifier, a string in brackets. */
type Name = ts.Identifier | ts.PrivateIdentifier | ts.StringLiteralLike;

/**
 * Finds where a declared thing is named. The language service knows of inheritance, and misses much of CommonJS; so every word of
 * that name is looked at as well, and what it means is compared. Each place is told once.
 */
export class References {
  private readonly service: ts.LanguageService;
  private readonly memory: TypeScriptMemory;
  /** What has been followed so far. */
  private readonly known = new Set<ts.Node>();
  private readonly told = new Set<ts.Node>();
  private readonly own: readonly ts.SourceFile[];
  private readonly packages: OwnPackages;

  constructor(service: ts.LanguageService, memory: TypeScriptMemory, readFile: ReadFile) {
    this.service = service;
    this.memory = memory;
    this.packages = new OwnPackages(readFile);
    const { program } = memory;
    this.own = program.getSourceFiles().filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file) && !file.fileName.endsWith('.json'));
  }

  /**
   * The places that name what `name` does and have not been told yet. Throws a Refusal where a place may do so and nothing says
   * whether it does.
   */
  of(name: ts.Node): ts.Node[] {
    const own = this.meaning(name);
    for (const declaration of own) this.known.add(declaration);
    this.packages.add(name.getSourceFile().fileName);
    const found = [...this.byService(name)];
    for (const node of found) if (isName(node)) for (const declaration of this.meaning(node)) if (isIn(declaration, found)) this.known.add(declaration);
    if (isName(name)) found.push(...this.byMeaning(name.text, own.some(isMemberLike)));
    const fresh = [...new Set(found)].filter((node) => !this.told.has(node));
    for (const node of fresh) this.told.add(node);
    return fresh;
  }

  private *byService(name: ts.Node): Generator<ts.Node> {
    const file = name.getSourceFile();
    const found = this.service.findReferences(file.fileName, name.getStart(file)) ?? [];
    for (const { fileName, textSpan } of found.flatMap(({ references }) => references)) {
      const source = this.memory.program.getSourceFile(fileName);
      const node = source && tokenAt(source, textSpan.start);
      // What stands in comments is no use. Of a string its content is told.
      if (node && (isName(node) || node.kind === ts.SyntaxKind.DefaultKeyword)) yield node;
    }
  }

  private byMeaning(text: string, isMember: boolean): ts.Node[] {
    const found: ts.Node[] = [];
    for (const file of this.own) {
      for (let at = file.text.indexOf(text); at >= 0; at = file.text.indexOf(text, at + text.length)) {
        const node = tokenAt(file, at);
        if (!isName(node) || node.text !== text || this.told.has(node)) continue;
        const meaning = this.meaning(node);
        if (meaning.some((declaration) => this.known.has(declaration))) found.push(node);
        else if (meaning.length === 0) this.mustBeSomethingElse(node, isMember);
        // What another package of the repository has of this one may be what was built of it.
        else if (this.packages.isNamedIn(file.text) && meaning.every((declaration) => declaration.getSourceFile() === file || declaration.getSourceFile().isDeclarationFile)) this.mustBeSomethingElse(node, false);
      }
    }
    return found;
  }

  /** Throws a Refusal where a word may name a function of the project, and nothing says whether it does. */
  private mustBeSomethingElse(node: Name, isMember: boolean): void {
    const { parent } = node;
    const { checker } = this.memory;
    const mayBeOurs = (specifier: string): boolean => isRelative(specifier) || this.packages.isMeant(specifier);
    if (ts.isImportSpecifier(parent)) {
      const specifier = specifierOf(parent, checker);
      if (specifier !== undefined && mayBeOurs(specifier)) throw new Refusal(`it may be what is imported here from '${specifier}', whose sources cannot be found`, node);
    }
    if (!ts.isPropertyAccessExpression(parent) || parent.name !== node || !ts.isCallExpression(parent.parent) || parent.parent.expression !== parent) return;
    const specifier = specifierBehind(parent.expression, checker);
    if (specifier === undefined ? isMember && !isGlobal(parent.expression, checker) : mayBeOurs(specifier)) {
      throw new Refusal(`\`${parent.getText().slice(0, 60)}()\` may be a call of it, and nothing says what \`${parent.expression.getText().slice(0, 40)}\` is`, node);
    }
  }

  /** The declarations that a word may stand for; of a property that is taken out of an object, the property's as well. */
  private meaning(node: ts.Node): ts.Node[] {
    const { checker } = this.memory;
    const symbols = [checker.getSymbolAtLocation(node)];
    const { parent } = node;
    if (ts.isShorthandPropertyAssignment(parent)) symbols.push(checker.getShorthandAssignmentValueSymbol(parent));
    if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent) && (parent.propertyName ?? parent.name) === node && isName(node)) symbols.push(checker.getPropertyOfType(checker.getTypeAtLocation(parent.parent), node.text));
    return symbols.flatMap((symbol) => {
      if (!symbol) return [];
      const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      // An import that leads nowhere says nothing, though it is declared.
      if (!aliased.declarations) return [];
      return [...new Set([symbol, aliased])].flatMap((one) => checker.getRootSymbols(one)).flatMap(({ declarations }) => declarations ?? []);
    });
  }
}

/** Relative, or by an alias that no package has; packages that are not installed are none of ours. */
function isRelative(specifier: string): boolean {
  return /^(?:[./#~]|@\/)/.test(specifier);
}

function isName(node: ts.Node): node is Name {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || (ts.isStringLiteralLike(node) && (ts.isElementAccessExpression(node.parent) || ts.isLiteralTypeNode(node.parent) || ts.isPropertyName(node)));
}

function isIn(declaration: ts.Node, names: readonly ts.Node[]): boolean {
  return names.some((name) => name.parent === declaration || name.parent.parent === declaration);
}

function isMemberLike(declaration: ts.Node): boolean {
  return ts.isClassElement(declaration) || ts.isTypeElement(declaration) || ts.isObjectLiteralElementLike(declaration);
}

/** Whether the name that a chain of members begins with is declared by no file of the project. */
function isGlobal(chain: ts.Expression, checker: ts.TypeChecker): boolean {
  let root = innermost(chain);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root) || ts.isCallExpression(root)) root = innermost(root.expression);
  if (!ts.isIdentifier(root)) return false;
  const [declaration] = checker.getSymbolAtLocation(root)?.declarations ?? [];
  return declaration === undefined || declaration.getSourceFile().isDeclarationFile;
}
