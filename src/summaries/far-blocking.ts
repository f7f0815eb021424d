import { functionName, isFunction, keyName, propertyName, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { BlockingChain } from './types.ts';

/** What code does with a name: calls it (or hands it to something that does), makes an instance, reads or writes a member. */
export type NameUse = 'call' | 'new' | 'get' | 'set';

/** How a use of a function or class of another file blocks; undefined where it does not, or nobody knows. */
export type FarBlocking = (named: Node, use: NameUse) => BlockingChain | undefined;

/** No other file is known. */
export const nothingFarBlocks: FarBlocking = () => undefined;

/** What blocks among the functions and classes of one file, without its tree: kept for every file that has any. */
export interface BlockingFacts {
  /** By the offset where the declaration starts; of classes by where it ends, as decorators may or may not belong to them. */
  readonly starts: ReadonlyMap<number, BlockingFact>;
  readonly classEnds: ReadonlyMap<number, BlockingFact>;
  /** What they may be called by in other files; a default export is called "default". */
  readonly names: ReadonlySet<string>;
  /** The names of getters and setters among them. */
  readonly accessors: ReadonlySet<string>;
}

export interface BlockingFact {
  use: NameUse;
  chain: BlockingChain;
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** What one file's own summary says, function by function. */
export interface BlockingAnswers {
  blocking(fn: FunctionNode): BlockingChain | undefined;
  construction(made: ClassNode): BlockingChain | undefined;
}

/** The facts of a file. Names that only stand for a function elsewhere (`{ load }`, `const read = load`) count as well. */
export function blockingFacts(unit: Unit, { blocking, construction }: BlockingAnswers, far: FarBlocking): BlockingFacts {
  const starts = new Map<number, BlockingFact>();
  const classEnds = new Map<number, BlockingFact>();
  const names = new Set<string>();
  const accessors = new Set<string>();

  // What is made once and kept costs whoever comes first: of all the callers in other files nobody knows who that is.
  const told = (chain: BlockingChain | undefined): BlockingChain | undefined => (chain?.kept ? undefined : chain);

  const named = (name: string | undefined, node: Node): void => {
    if (name !== undefined) names.add(name);
    if (isWholeModule(node)) names.add('default');
  };

  walk(unit.ast, (node) => {
    if (node.type === T.ClassDeclaration || node.type === T.ClassExpression) {
      const chain = told(construction(node));
      if (!chain) return;
      classEnds.set(node.range[1], { use: 'new', chain });
      named(node.id?.name ?? nameOfHolder(node), node);
      return;
    }
    if (isFunction(node)) {
      const chain = told(blocking(node));
      if (!chain) return;
      const use = useOf(node);
      const name = functionName(node);
      for (const at of declarationsOf(node)) if (!starts.has(at.range[0])) starts.set(at.range[0], { use, chain });
      if (use !== 'call' && name !== undefined) accessors.add(name);
      named(name, node);
      return;
    }
    const other = aliased(node);
    const local = other && unit.functionOf(other);
    const chain = other && (local ? told(blocking(local)) : far(other, 'call'));
    if (!chain) return;
    if (!starts.has(node.range[0])) starts.set(node.range[0], { use: 'call', chain });
    named(nameOfAlias(node), node);
  });
  return { starts, classEnds, names, accessors };
}

/**
 * What is known of a file after it was read again. What was found before stays, or functions that call each other would have
 * ever longer chains; only what is no trifle takes the place of one. The same object where nothing is new.
 */
export function withNews(before: BlockingFacts | undefined, found: BlockingFacts): BlockingFacts {
  if (!before) return found;
  const starts = merged(before.starts, found.starts);
  const classEnds = merged(before.classEnds, found.classEnds);
  return starts === before.starts && classEnds === before.classEnds ? before : { ...found, starts, classEnds };
}

type FactsByOffset = ReadonlyMap<number, BlockingFact>;

function merged(before: FactsByOffset, found: FactsByOffset): FactsByOffset {
  const news = [...found].filter(([offset, { chain }]) => {
    const old = before.get(offset);
    return old === undefined || (old.chain.minor && !chain.minor);
  });
  return news.length === 0 ? before : new Map([...before, ...news]);
}

/** The nodes that TypeScript may name as a function's declaration: itself, what holds it, and an export around it. */
function declarationsOf(fn: FunctionNode): Node[] {
  const found: Node[] = [fn];
  const value = wrapped(fn);
  const { parent } = value;
  if (parent && (parent.type === T.MethodDefinition || parent.type === T.Property || parent.type === T.PropertyDefinition || parent.type === T.VariableDeclarator)) found.push(parent);
  if (parent?.type === T.AssignmentExpression && parent.right === value) found.push(parent);
  if (parent?.type === T.ExportNamedDeclaration || parent?.type === T.ExportDefaultDeclaration) found.push(parent);
  return found;
}

function useOf(fn: FunctionNode): NameUse {
  const { parent } = fn;
  if ((parent.type === T.MethodDefinition || parent.type === T.Property) && (parent.kind === 'get' || parent.kind === 'set')) return parent.kind;
  return 'call';
}

/** What a name stands for, where it is given another name only: `{ load }`, `{ read: load }`, `const read = load`, `exports.read = load`. */
function aliased(node: Node): Node | undefined {
  const value = node.type === T.Property && node.parent.type === T.ObjectExpression ? node.value
    : node.type === T.PropertyDefinition ? node.value
    : node.type === T.VariableDeclarator && node.id.type === T.Identifier ? node.init
    : node.type === T.AssignmentExpression && node.operator === '=' ? node.right : undefined;
  const at = value && unwrap(value);
  return at && (at.type === T.Identifier || at.type === T.MemberExpression) ? at : undefined;
}

function nameOfAlias(node: Node): string | undefined {
  if (node.type === T.Property || node.type === T.PropertyDefinition) return keyName(node);
  if (node.type === T.VariableDeclarator) return node.id.type === T.Identifier ? node.id.name : undefined;
  return node.type === T.AssignmentExpression && node.left.type === T.MemberExpression ? propertyName(node.left) : undefined;
}

/** `const Store = class {…}`, `exports.Store = class {…}`. */
function nameOfHolder(node: Node): string | undefined {
  const parent = wrapped(node).parent;
  return parent && nameOfAlias(parent);
}

/** Whether a node is what its module gives as a whole: `export default …`, `module.exports = …`, `export = …`. */
function isWholeModule(node: Node): boolean {
  const parent = node.type === T.AssignmentExpression ? node : wrapped(node).parent;
  if (parent?.type === T.ExportDefaultDeclaration || parent?.type === T.TSExportAssignment) return true;
  return parent?.type === T.AssignmentExpression && parent.left.type === T.MemberExpression && parent.left.object.type === T.Identifier && parent.left.object.name === 'module' && propertyName(parent.left) === 'exports';
}
