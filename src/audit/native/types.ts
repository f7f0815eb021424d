import type { Node as NativeNode } from '@typescript/native/ast';
import type { Signature, Symbol as NativeSymbol, Type, TupleType, TypeReference } from '@typescript/native/sync';
import ts from 'typescript';
import type { NodeMaps } from './nodes.ts';

/** Runs a question to the other process. */
export type Ask = <A>(question: () => A) => A;

/**
 * Native TypeScript's types, symbols and signatures in the form of TypeScript 6's: as much of it as is read in `src/analysis`. The same
 * one stands for the same, and each of its members is asked for once. The flags of both are the same numbers.
 */
export class Wrappers {
  readonly ask: Ask;
  readonly nodes: NodeMaps;
  private readonly types = new Map<Type, WrappedType>();
  private readonly symbols = new Map<NativeSymbol, WrappedSymbol>();
  private readonly signatures = new Map<Signature, WrappedSignature>();
  /** Stands for the type of what native TypeScript does not know. */
  readonly unknown = { flags: ts.TypeFlags.Any, intrinsicName: 'error', isUnion: () => false, isIntersection: () => false, isUnionOrIntersection: () => false, getCallSignatures: () => [] } as unknown as ts.Type;

  constructor(ask: Ask, nodes: NodeMaps) {
    this.ask = ask;
    this.nodes = nodes;
  }

  type(native: Type): ts.Type;
  type(native: Type | undefined): ts.Type | undefined;
  type(native: Type | undefined): ts.Type | undefined {
    return native && wrap(this.types, native, () => new WrappedType(native, this)) as unknown as ts.Type;
  }

  symbol(native: NativeSymbol): ts.Symbol;
  symbol(native: NativeSymbol | undefined): ts.Symbol | undefined;
  symbol(native: NativeSymbol | undefined): ts.Symbol | undefined {
    return native && wrap(this.symbols, native, () => new WrappedSymbol(native, this)) as unknown as ts.Symbol;
  }

  signature(native: Signature): ts.Signature {
    return wrap(this.signatures, native, () => new WrappedSignature(native, this)) as unknown as ts.Signature;
  }

  /** The type behind one; undefined for `unknown`. */
  typeBehind(type: ts.Type): Type | undefined {
    return (type as unknown as Partial<WrappedType>).native;
  }

  symbolBehind(symbol: ts.Symbol): NativeSymbol {
    return (symbol as unknown as WrappedSymbol).native;
  }

  signatureBehind(signature: ts.Signature): Signature {
    return (signature as unknown as WrappedSignature).native;
  }

  nodeBehind(node: ts.Node): NativeNode | undefined {
    return this.ask(() => this.nodes.toNative(node));
  }
}

function wrap<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** The members are worked out when first read. */
class Lazy {
  private readonly known = new Map<string, unknown>();

  protected once<V>(name: string, make: () => V): V {
    if (!this.known.has(name)) this.known.set(name, make());
    return this.known.get(name) as V;
  }
}

class WrappedType extends Lazy {
  readonly native: Type;
  readonly flags: number;
  private readonly all: Wrappers;

  constructor(native: Type, all: Wrappers) {
    super();
    this.native = native;
    this.flags = native.flags;
    this.all = all;
  }

  get intrinsicName(): string | undefined {
    return this.native.isIntrinsicType() ? this.native.intrinsicName : undefined;
  }

  get symbol(): ts.Symbol | undefined {
    return this.once('symbol', () => this.all.symbol(this.all.ask(() => this.native.getSymbol())));
  }

  get aliasSymbol(): ts.Symbol | undefined {
    return this.once('aliasSymbol', () => this.all.symbol(this.all.ask(() => this.native.getAliasSymbol())));
  }

  get types(): readonly ts.Type[] | undefined {
    const { native } = this;
    if (!native.isUnionType() && !native.isIntersectionType()) return undefined;
    return this.once('types', () => this.all.ask(() => native.getTypes()).map((part) => this.all.type(part)));
  }

  get target(): ts.Type | undefined {
    const { native } = this;
    return isReference(native) ? this.once('target', () => this.all.type(this.all.ask(() => native.getTarget()))) : undefined;
  }

  /** Of a tuple's target. */
  get combinedFlags(): number {
    return this.tuple?.elementFlags.reduce((sum, flags) => sum | flags, 0) ?? 0;
  }

  get fixedLength(): number | undefined {
    return this.tuple?.fixedLength;
  }

  isUnion(): boolean {
    return (this.flags & ts.TypeFlags.Union) !== 0;
  }

  isIntersection(): boolean {
    return (this.flags & ts.TypeFlags.Intersection) !== 0;
  }

  isUnionOrIntersection(): boolean {
    return (this.flags & ts.TypeFlags.UnionOrIntersection) !== 0;
  }

  getCallSignatures(): readonly ts.Signature[] {
    return this.once('calls', () => this.all.ask(() => this.native.getCallSignatures()).map((signature) => this.all.signature(signature)));
  }

  private get tuple(): TupleType | undefined {
    return this.native.isTupleTypeTarget() ? this.native : undefined;
  }
}

/** Whether a type refers to a generic one (also a class or interface to itself). */
function isReference(type: Type): type is TypeReference {
  return type.isTypeReference();
}

class WrappedSymbol extends Lazy {
  readonly native: NativeSymbol;
  readonly flags: number;
  readonly escapedName: string;
  readonly name: string;
  private readonly all: Wrappers;

  constructor(native: NativeSymbol, all: Wrappers) {
    super();
    this.native = native;
    this.flags = native.flags;
    this.escapedName = native.escapedName;
    this.name = native.name;
    this.all = all;
  }

  get declarations(): readonly ts.Node[] | undefined {
    return this.once('declarations', () => {
      const found = this.native.declarations.map((handle) => this.all.ask(() => this.all.nodes.fromNative(handle))).filter((node) => node !== undefined);
      return found.length > 0 ? found : undefined;
    });
  }

  get valueDeclaration(): ts.Node | undefined {
    return this.once('valueDeclaration', () => this.native.valueDeclaration && this.all.ask(() => this.native.valueDeclaration && this.all.nodes.fromNative(this.native.valueDeclaration)));
  }
}

class WrappedSignature extends Lazy {
  readonly native: Signature;
  private readonly all: Wrappers;

  constructor(native: Signature, all: Wrappers) {
    super();
    this.native = native;
    this.all = all;
  }

  get declaration(): ts.Node | undefined {
    return this.once('declaration', () => this.native.declaration && this.all.ask(() => this.native.declaration && this.all.nodes.fromNative(this.native.declaration)));
  }

  /** Of those that are generic, TypeScript 6 has a list, of others none. */
  get typeParameters(): readonly ts.Type[] | undefined {
    return this.native.typeParameters && this.native.typeParameters.length > 0 ? this.once('typeParameters', () => this.all.ask(() => this.native.getTypeParameters()).map((parameter) => this.all.type(parameter))) : undefined;
  }

  get parameters(): readonly ts.Symbol[] {
    return this.once('parameters', () => this.all.ask(() => this.native.getParameters()).map((parameter) => this.all.symbol(parameter)));
  }

  getReturnType(): ts.Type {
    return this.once('result', () => this.all.type(this.all.ask(() => this.native.getReturnType())));
  }
}
