import type ts from 'typescript';
import { isInPlainFunction, mayHelp, memberUses, namedUses, wholeModule } from '../analysis/named-uses.ts';
import { propertyName, T, type Node } from '../analysis/nodes.ts';
import type { Declaration } from '../analysis/oracle.ts';
import { originOf } from '../analysis/origin.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { blockingFacts, withNews, type BlockingAnswers, type BlockingFact, type BlockingFacts, type FarBlocking, type NameUse } from '../summaries/far-blocking.ts';
import type { BlockingChain } from '../summaries/types.ts';

/** What the index is made from: the files of a project, and ways to ask about them. */
export interface IndexedProject {
  /** The project's own sources, by path; with parents. */
  files(): readonly ts.SourceFile[];
  /** Whether other code may use the functions of a file: not of tests and scripts. */
  isHelpful(path: string): boolean;
  /** Whether a file's code has an identifier of this name. */
  names(source: ts.SourceFile, name: string): boolean;
  /** What a name in TypeScript's own tree means; `unknown` where only a look at the whole file could tell. */
  meaning(node: ts.Node): Declaration | 'unknown' | undefined;
  /** What an expression of a unit names, in any file. */
  declaration(unit: Unit, named: Node): Declaration | undefined;
  /** A file with what is known of its own functions, those of other files by way of `far`. `isAlone`: whether no answer so far has to do with other files in another way. */
  summarize(path: string, far: (unit: Unit) => FarBlocking): { unit: Unit; answers: BlockingAnswers; isAlone(): boolean } | undefined;
}

/**
 * Which functions of a project block, whatever file they stand in. Works from the blocking APIs upwards: the files whose text
 * has one are read first; then those that use a name of what blocks there, if it is this very function that they mean; and so
 * on, until nothing new comes out. So only files that matter become trees, one after the other, and recursion ends by itself.
 */
export class BlockingIndex {
  private project: IndexedProject;
  private readonly knowledge: Knowledge;
  private readonly facts = new Map<string, BlockingFacts>();
  /** Of trees: what blocks in a file by itself, as long as it is in this project. */
  private readonly own = new WeakMap<ts.SourceFile, { facts: BlockingFacts | undefined }>();
  private readonly names = new Set<string>();
  private readonly accessors = new Set<string>();
  private readonly reaching = new Set<string>();
  private readonly changed = new Set<string>();
  private isBuilt = false;

  constructor(project: IndexedProject, knowledge: Knowledge) {
    this.project = project;
    this.knowledge = knowledge;
  }

  /** Goes on with the same project after some of its files have changed. Nothing is worked out before somebody asks. */
  follow(project: IndexedProject, changed: Iterable<string>): void {
    this.project = project;
    for (const path of changed) this.changed.add(path);
  }

  /** Whether a file has a use of something in another file that blocks. */
  reaches(path: string): boolean {
    this.build();
    return this.reaching.has(path);
  }

  /** What blocks in a file, without places: the same as long as callers are told the same. */
  described(path: string): string {
    this.build();
    const facts = this.facts.get(path);
    return facts ? JSON.stringify([[...facts.names], [...facts.accessors], [...facts.starts.values(), ...facts.classEnds.values()].map(({ use, chain: { steps, api, ...rest } }) => [use, steps.map(({ name }) => name), api.module, api.name, rest])]) : '';
  }

  /** What blocks in a file, with places. */
  factsText(path: string): string {
    this.build();
    const facts = this.facts.get(path);
    return facts ? JSON.stringify([[...facts.starts], [...facts.classEnds], [...facts.names], [...facts.accessors]]) : '';
  }

  /** What of all that blocks may be meant by names in a file: which of the names it has, and whether it uses any of it. */
  standing(source: ts.SourceFile): string {
    this.build();
    const has = (name: string): boolean => name === wholeModule || this.project.names(source, name);
    return JSON.stringify([this.reaching.has(source.fileName), [...this.names].filter(has).sort(), [...this.accessors].filter(has).sort()]);
  }

  /** What uses of other files' functions in a unit block on. */
  far(unit: Unit): FarBlocking {
    return (named, use) => {
      this.build();
      return this.names.size === 0 ? undefined : this.chain(unit, named, use);
    };
  }

  private chain(unit: Unit, named: Node, use: NameUse): BlockingChain | undefined {
    const at = resolveConstant(named, unit.scopes);
    if (at.type !== T.Identifier && at.type !== T.MemberExpression) return undefined;
    const isAccess = use === 'get' || use === 'set';
    const last = at.type === T.Identifier ? at.name : propertyName(at);
    // Cheap questions first: most names are nobody's that blocks.
    if (last === undefined || (isAccess && !this.accessors.has(last))) return undefined;
    if (!this.names.has(last)) {
      const origin = at.type === T.Identifier ? originOf(at, unit.scopes) : undefined;
      const name = origin?.module === 'global' ? undefined : origin?.name.split(/[.#]/).at(-1);
      if (name === undefined || !this.names.has(name === '*' ? wholeModule : name)) return undefined;
    }
    const declaration = this.project.declaration(unit, at);
    const fact = declaration && this.factAt(declaration, use === 'new');
    return fact?.use === use ? fact.chain : undefined;
  }

  private factAt({ path, start, end }: Declaration, isClass: boolean): BlockingFact | undefined {
    const facts = this.facts.get(path);
    return isClass ? facts?.classEnds.get(end) : facts?.starts.get(start);
  }

  /** Whether what is known holds on: the files that have changed have nothing that blocks, as before. What they use of others is noted anew. */
  private catchUp(): boolean {
    const changed = [...this.changed];
    this.changed.clear();
    if (changed.some((path) => this.facts.has(path))) return false;
    const sources = this.project.files().filter(({ fileName }) => changed.includes(fileName));
    changed.forEach((path) => this.reaching.delete(path));
    const count = this.names.size;
    const users = this.usersOf(this.names, sources);
    if (this.names.size > count) return false;
    return sources.every((source) => {
      if (!users.has(source.fileName) && !this.mayHelp(source)) return true;
      const facts = this.factsIn(source.fileName);
      return facts === undefined || facts.starts.size + facts.classEnds.size === 0;
    });
  }

  private build(): void {
    if (this.isBuilt && this.changed.size > 0 && !this.catchUp()) {
      for (const known of [this.facts, this.names, this.accessors, this.reaching]) known.clear();
      this.isBuilt = false;
    }
    this.changed.clear();
    if (this.isBuilt) return;
    this.isBuilt = true;
    const files = this.project.files();
    let pending = new Set<string>();
    const first = new Set<string>();
    // Nothing of other files is known yet: what comes out is the file's own, and stays the same while its text does.
    for (const source of files) {
      const own = this.own.get(source);
      const facts = own ? own.facts : this.ownFactsOf(source);
      if (!facts) continue;
      this.learn(source.fileName, facts).forEach((name) => first.add(name));
    }
    if (first.size > 0) pending = this.usersOf(first, files);
    // Each round needs something new, and there are only so many functions.
    while (pending.size > 0) {
      const changed = new Set<string>();
      for (const path of pending) this.read(path).forEach((name) => changed.add(name));
      pending = changed.size > 0 ? this.usersOf(changed, files) : new Set();
    }
  }

  /** Whether a plain function of a file may come down to a blocking API. */
  private mayHelp(source: ts.SourceFile): boolean {
    const { blockingCalls } = this.knowledge;
    if (!this.project.isHelpful(source.fileName) || !blockingCalls.mayOccur({ text: source.text, names: (name) => this.project.names(source, name) })) return false;
    return mayHelp(source, (name) => blockingCalls.hasNameIn(name, source.text), (module) => blockingCalls.isFunction(module));
  }

  /** What blocks in a file by itself; kept, unless another file may have a say in it. */
  private ownFactsOf(source: ts.SourceFile): BlockingFacts | undefined {
    const made = this.mayHelp(source) ? this.summarize(source.fileName) : undefined;
    const facts = made && this.factsOf(made);
    if (!made || made.isAlone()) this.own.set(source, { facts });
    return facts;
  }

  /** Reads a file anew. Gives the names of what blocks there, if that is not what was known before. */
  private read(path: string): readonly string[] {
    return this.learn(path, this.factsIn(path));
  }

  private factsIn(path: string): BlockingFacts | undefined {
    const made = this.summarize(path);
    return made && this.factsOf(made);
  }

  private summarize(path: string): ReturnType<IndexedProject['summarize']> {
    return this.project.summarize(path, (unit) => (named, use) => this.chain(unit, named, use));
  }

  private factsOf({ unit, answers }: { unit: Unit; answers: BlockingAnswers }): BlockingFacts {
    return blockingFacts(unit, answers, (named, use) => this.chain(unit, named, use));
  }

  private learn(path: string, found: BlockingFacts | undefined): readonly string[] {
    const before = this.facts.get(path);
    const facts = found && withNews(before, found);
    if (!facts || facts === before || facts.starts.size + facts.classEnds.size === 0) return [];
    this.facts.set(path, facts);
    facts.accessors.forEach((name) => this.accessors.add(name));
    return [...facts.names];
  }

  /** The files to read again because they use one of these names, and mean what blocks. Those that could report it are noted. */
  private usersOf(changed: ReadonlySet<string>, files: readonly ts.SourceFile[]): Set<string> {
    const users = new Set<string>();
    const names = new Set(changed);
    // A set gives what is added to it while it is gone through: other names for the same things.
    for (const name of names) {
      this.names.add(name);
      for (const source of files) {
        if (name !== wholeModule && !this.project.names(source, name)) continue;
        const { uses, aliases } = namedUses(source);
        for (const { from, to, value } of aliases) {
          if (from !== name || (value && !this.means(value, source.fileName))) continue;
          names.add(to);
          if (value && this.project.isHelpful(source.fileName)) users.add(source.fileName);
        }
        for (const node of uses.get(name) ?? []) this.note(node, source.fileName, users);
      }
    }
    const accessed = new Set([...names].filter((name) => this.accessors.has(name)));
    if (accessed.size > 0) for (const source of files) if ([...accessed].some((name) => this.project.names(source, name))) for (const node of memberUses(source, accessed)) this.note(node, source.fileName, users);
    return users;
  }

  private note(node: ts.Node, path: string, users: Set<string>): void {
    if ((this.reaching.has(path) && users.has(path)) || !this.means(node, path)) return;
    this.reaching.add(path);
    if (isInPlainFunction(node) && this.project.isHelpful(path)) users.add(path);
  }

  /** Whether a name may mean something that blocks in another file. Within a file its own summary tells. */
  private means(node: ts.Node, path: string): boolean {
    const meaning = this.project.meaning(node);
    if (meaning === 'unknown') return true;
    return meaning !== undefined && meaning.path !== path && (this.factAt(meaning, false) !== undefined || this.factAt(meaning, true) !== undefined);
  }
}
