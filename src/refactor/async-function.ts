import ts from 'typescript';
import type { EditInput } from '../analysis/rule.ts';
import { typeAwaitability, type TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import { describe, hasModifier, innermost, isAsync, nameOf, type FunctionLike } from './nodes.ts';
import { Refusal } from './outcome.ts';

/** Whether calls of a function give a promise already, so that its callers know. */
export function givesPromise(fn: ts.SignatureDeclaration, memory: TypeScriptMemory): boolean {
  if (isAsync(fn)) return true;
  const signature = memory.checker.getSignatureFromDeclaration(fn);
  return signature !== undefined && typeAwaitability(memory.checker.getReturnTypeOfSignature(signature), memory) === 'always';
}

/** Throws a Refusal for a function that can never be async. */
export function mustBeConvertible(fn: FunctionLike): void {
  if (ts.isConstructorDeclaration(fn) || ts.isAccessor(fn)) throw new Refusal(`${describe(fn)} cannot be async`, fn);
  if (fn.asteriskToken) throw new Refusal(`${describe(fn)} is a generator, whose callers would have to change their loops`, fn);
  if (fn.type && ts.isTypePredicateNode(fn.type)) throw new Refusal(`${describe(fn)} narrows a type, which an async function cannot do`, fn);
  if (isComponent(fn)) throw new Refusal(`${describe(fn)} is a component, which must give its elements at once`, fn);
  if (/^use[A-Z]/.test(nameOf(fn) ?? '') && /["'](?:react|preact(?:\/hooks)?|vue)["']/.test(fn.getSourceFile().text)) throw new Refusal(`${describe(fn)} is a hook, which cannot wait`, fn);
}

/** Named like a component, and it gives an element. */
function isComponent(fn: FunctionLike): boolean {
  return /^[A-Z]/.test(nameOf(fn) ?? '') && returnsMatching(fn, (value) => ts.isJsxElement(value) || ts.isJsxSelfClosingElement(value) || ts.isJsxFragment(value));
}

function returnsMatching(fn: FunctionLike, matches: (value: ts.Expression) => boolean): boolean {
  if (!fn.body) return false;
  const isMatch = (value: ts.Expression): boolean => matches(innermost(value));
  if (!ts.isBlock(fn.body)) return isMatch(fn.body);
  const visit = (node: ts.Node): boolean | undefined => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return undefined;
    if (ts.isReturnStatement(node) && node.expression && isMatch(node.expression)) return true;
    return ts.forEachChild(node, visit);
  };
  return visit(fn.body) ?? false;
}

/** The edit that writes `async` where the function's kind wants it. */
export function asyncKeyword(fn: FunctionLike): EditInput {
  const file = fn.getSourceFile();
  const start = ts.isMethodDeclaration(fn) ? fn.name.getStart(file)
    : ts.isFunctionDeclaration(fn) ? (fn.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword) ?? fn).getStart(file)
    : fn.getStart(file);
  return { start, end: start, text: 'async ' };
}

/**
 * The edits that make a written return type a promise's: an annotation, or in JavaScript a JSDoc comment. None where nothing is
 * written. Throws a Refusal where an async function cannot have the type, and where `Promise` means something else.
 */
export function promisedReturn(declaration: ts.SignatureDeclaration, memory: TypeScriptMemory): EditInput[] {
  const type = declaration.type ?? (/\.[mc]?jsx?$/.test(declaration.getSourceFile().fileName) ? ts.getJSDocReturnType(declaration) : undefined);
  if (!type) return [];
  if (ts.isTypePredicateNode(type)) throw new Refusal('it narrows a type, which a promise cannot do', declaration);
  return promisedType(type, memory);
}

/** The edits that wrap a type in `Promise<…>`; none where it is one, or `any`. Throws a Refusal where the name means something else. */
export function promisedType(type: ts.TypeNode, memory: TypeScriptMemory): EditInput[] {
  if (type.kind === ts.SyntaxKind.AnyKeyword) return [];
  const file = type.getSourceFile();
  if (ts.isTypeReferenceNode(type) && typeAwaitability(memory.checker.getTypeFromTypeNode(type), memory) === 'always') {
    if (type.typeName.getText(file) !== 'Promise') throw new Refusal(`its type is \`${type.getText(file)}\`, and an async function gives a \`Promise\``, type);
    return [];
  }
  if (!meansPromise(type, memory)) throw new Refusal('`Promise` is something of this file\'s own here, and an async function gives the language\'s', type);
  const start = type.getStart(file);
  return [{ start, end: start, text: 'Promise<' }, { start: type.end, end: type.end, text: '>' }];
}

const ownPromises = new WeakMap<ts.SourceFile, boolean>();

/** Whether `Promise` is the language's own in the file of a node. */
function meansPromise(node: ts.Node, { checker }: TypeScriptMemory): boolean {
  const file = node.getSourceFile();
  let isOwn = ownPromises.get(file);
  if (isOwn === undefined) {
    const [symbol] = /\bPromise\b/.test(file.text) ? checker.getSymbolsInScope(file, ts.SymbolFlags.Type | ts.SymbolFlags.Alias).filter(({ name }) => name === 'Promise') : [];
    ownPromises.set(file, (isOwn = symbol?.declarations?.some((declaration) => declaration.getSourceFile() === file) ?? false));
  }
  return !isOwn;
}

/** Whether a member is for its class alone. */
export function isPrivateMember(member: ts.Node): boolean {
  return hasModifier(member, ts.SyntaxKind.PrivateKeyword) || (ts.isClassElement(member) && member.name !== undefined && ts.isPrivateIdentifier(member.name));
}
