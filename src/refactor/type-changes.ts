import ts from 'typescript';
import type { EditInput } from '../analysis/rule.ts';
import type { TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import { promisedReturn, promisedType } from './async-function.ts';
import { quote, tokenAt } from './nodes.ts';
import { Refusal } from './outcome.ts';

/** Writes promises into the types of functions that become async, each once. Throws a Refusal where a type cannot follow. */
export class TypeChanges {
  private readonly service: ts.LanguageService;
  private readonly memory: TypeScriptMemory;
  private readonly add: (node: ts.Node, edits: readonly EditInput[]) => void;
  private readonly mustStayInside: (declaration: ts.Node) => void;
  private readonly wrapped = new Set<ts.Node>();

  /** `add` takes the edits at a node; `mustStayInside` throws for what others can see. */
  constructor(service: ts.LanguageService, memory: TypeScriptMemory, add: (node: ts.Node, edits: readonly EditInput[]) => void, mustStayInside: (declaration: ts.Node) => void) {
    this.service = service;
    this.memory = memory;
    this.add = add;
    this.mustStayInside = mustStayInside;
  }

  /** Makes a declaration without a body give a promise. */
  promiseSignature(signature: ts.SignatureDeclaration): void {
    if (this.wrapped.has(signature)) return;
    this.wrapped.add(signature);
    this.add(signature, promisedReturn(signature, this.memory));
  }

  /** Makes the functions that a written type names give promises. */
  promiseFunction(type: ts.TypeNode | undefined): void {
    if (!type || this.wrapped.has(type) || type.kind === ts.SyntaxKind.AnyKeyword) return;
    this.wrapped.add(type);
    if (ts.isFunctionTypeNode(type)) return this.add(type, promisedType(type.type, this.memory));
    if (ts.isParenthesizedTypeNode(type)) return this.promiseFunction(type.type);
    if (ts.isUnionTypeNode(type)) {
      for (const part of type.types) if (!ts.isLiteralTypeNode(part) && part.kind !== ts.SyntaxKind.UndefinedKeyword) this.promiseFunction(part);
      return;
    }
    if (ts.isTypeReferenceNode(type)) return this.promiseAlias(type);
    throw new Refusal(`its type is written as \`${type.getText().slice(0, 40)}\``, type);
  }

  /** An alias can change where nothing else is of that type. */
  private promiseAlias(reference: ts.TypeReferenceNode): void {
    const { memory, service } = this;
    const symbol = memory.checker.getSymbolAtLocation(reference.typeName);
    const alias = (symbol && symbol.flags & ts.SymbolFlags.Alias ? memory.checker.getAliasedSymbol(symbol) : symbol)?.declarations?.[0];
    if (!alias || !ts.isTypeAliasDeclaration(alias)) throw new Refusal(`its type is ${quote(reference.typeName)}`, reference);
    this.mustStayInside(alias);
    const uses = (service.findReferences(alias.getSourceFile().fileName, alias.name.getStart()) ?? []).flatMap(({ references }) => references)
      .filter(({ fileName, textSpan }) => {
        const file = memory.program.getSourceFile(fileName);
        const node = file && tokenAt(file, textSpan.start);
        return node !== undefined && node !== reference.typeName && node.parent !== alias && !ts.isImportSpecifier(node.parent) && !ts.isExportSpecifier(node.parent);
      });
    if (uses.length > 0) throw new Refusal(`other functions are of its type ${quote(reference.typeName)} too`, reference);
    this.promiseFunction(alias.type);
  }
}
