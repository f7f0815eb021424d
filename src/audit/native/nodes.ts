import type { Node as NativeNode, SourceFile as NativeFile } from '@typescript/native/ast';
import type { NodeHandle, Program as NativeProgram } from '@typescript/native/sync';
import ts from 'typescript';
import type { NativeTypeScript } from './package.ts';

/** What both trees have in common. Offsets are 0-based UTF-16 units of the text without byte order mark in both. */
interface AnyNode<N> {
  readonly kind: number;
  readonly pos: number;
  readonly end: number;
  forEachChild<R>(visit: (child: N) => R | undefined): R | undefined;
}

/**
 * The way from TypeScript 6's nodes to native TypeScript's and back. Both parse alike, so a node is found by where it stands and by
 * its kind. A file's tree comes over once, when it is first asked about, and only what leads to a node is unpacked.
 */
export class NodeMaps {
  private readonly program: ts.Program;
  private readonly native: NativeProgram;
  private readonly toNativeKind = new Map<number, number>();
  private readonly fromNativeKind = new Map<number, number>();
  private readonly files = new Map<ts.SourceFile, NativeFile | undefined>();
  private readonly nodes = new Map<ts.Node, NativeNode | undefined>();
  private sources: Map<string, ts.SourceFile> | undefined;

  constructor(program: ts.Program, native: NativeProgram, { ast }: NativeTypeScript) {
    this.program = program;
    this.native = native;
    for (const [name, kind] of Object.entries(ast.SyntaxKind)) {
      const own = ts.SyntaxKind[name as keyof typeof ts.SyntaxKind] as number | undefined;
      // `FirstStatement` and the like are second names.
      if (own === undefined || typeof kind !== 'number' || /^(?:First|Last)/.test(name)) continue;
      this.toNativeKind.set(own, kind);
      this.fromNativeKind.set(kind, own);
    }
  }

  /** The native node of one of the program's; undefined where the two disagree about the file. */
  toNative(node: ts.Node): NativeNode | undefined {
    if (this.nodes.has(node)) return this.nodes.get(node);
    const kind = this.toNativeKind.get(node.kind);
    // Neighbours are found from the same parent, which is looked for once.
    const above = ts.isSourceFile(node) ? this.nativeFile(node) : this.toNative(node.parent) ?? this.nativeFile(node.getSourceFile());
    const found = above && kind !== undefined ? find<NativeNode>(above, node.pos, node.end, kind) : undefined;
    this.nodes.set(node, found);
    return found;
  }

  /** The program's node that a declaration is; undefined where the program has not read the file, or another version of it. */
  fromNative(handle: NodeHandle): ts.Node | undefined {
    const source = this.sourceAt(handle.path);
    const kind = this.fromNativeKind.get(handle.kind);
    if (!source || kind === undefined || !this.nativeFile(source)) return undefined;
    const native = handle.resolve();
    return native && find<ts.Node>(source, native.pos, native.end, kind);
  }

  /** Drops what was learnt. */
  clear(): void {
    this.files.clear();
    this.nodes.clear();
  }

  private nativeFile(source: ts.SourceFile): NativeFile | undefined {
    if (!this.files.has(source)) {
      const known = this.program.getSourceFile(source.fileName) === source ? this.native.getSourceFile(source.fileName) : undefined;
      this.files.set(source, known?.text === source.text ? known : undefined);
    }
    return this.files.get(source);
  }

  private sourceAt(path: string): ts.SourceFile | undefined {
    const canonical = (name: string): string => (ts.sys.useCaseSensitiveFileNames ? name : name.toLowerCase());
    this.sources ??= new Map(this.program.getSourceFiles().map((source) => [canonical(source.fileName), source]));
    return this.sources.get(canonical(path));
  }
}

/** The outermost node of a kind at these offsets, below or at another one. */
function find<N extends AnyNode<N>>(root: N, pos: number, end: number, kind: number): N | undefined {
  let at: N | undefined = root;
  while (at && !(at.kind === kind && at.pos === pos && at.end === end)) {
    at = at.forEachChild((child) => (child.pos <= pos && child.end >= end ? child : undefined));
  }
  return at;
}

