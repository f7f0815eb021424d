import { memberNamed, thisOwner } from '../analysis/functions.ts';
import { isFunction, keyName, propertyName, stringValue, T, unwrap, walk, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { patternPath, requiredModule } from '../analysis/origin.ts';
import { constantValue } from '../analysis/scopes.ts';
import { exportsOf, isExportsObject, type Export, type LinkedFile } from './exports.ts';

/** The other files, as the linker asks for them. */
export interface Modules {
  /** The file of the project that an import leads to. Undefined for packages, and for what is not there. */
  resolve(specifier: string, from: string): string | undefined;
  fileAt(path: string): LinkedFile | undefined;
  /** The text of a file, cheaper than its tree. */
  textAt(path: string): string | undefined;
}

/** What an expression stands for: a function, class, object or array literal of some file, an instance of a class, or all a file exports. */
export interface Value {
  file: LinkedFile;
  node: Node;
  as: 'value' | 'instance' | 'module';
}

/** What is further away than this many steps stays unknown. */
const maxSteps = 60;
/** So many files of `export *` are looked into for one name. */
const maxStars = 5_000;

interface Budget {
  steps: number;
  /** Exports under work: cycles end there. */
  readonly open: Set<string>;
  metCycle: boolean;
}

function fresh(open = new Set<string>()): Budget {
  return { steps: maxSteps, open, metCycle: false };
}

/**
 * Finds out by syntax alone what names mean across files: imports, re-exports, CommonJS, classes and their instances, object
 * literals. Where two things may be meant, nobody knows which: that is no answer.
 */
export class Linker {
  private readonly modules: Modules;
  /** Where a name that a file passes on with `export *` comes from: paths only, so that no trees are kept. */
  private readonly starred = new Map<string, string | undefined>();

  constructor(modules: Modules) {
    this.modules = modules;
  }

  /** The function that an expression names, in whatever file. */
  functionOf(named: Node, file: LinkedFile): { file: LinkedFile; fn: FunctionNode } | undefined {
    const value = this.asCallable(this.valueOf(named, file));
    return value && isFunction(value.node) ? { file: value.file, fn: value.node } : undefined;
  }

  /** The function, class or object literal that an expression stands for. */
  valueOf(named: Node, file: LinkedFile): Value | undefined {
    return this.evaluate(named, file, fresh());
  }

  /** A whole module that is called is what it gives as a whole. */
  private asCallable(value: Value | undefined): Value | undefined {
    if (value?.as !== 'module') return value?.as === 'value' ? value : undefined;
    return this.whole(value.file, fresh());
  }

  private evaluate(node: Node, file: LinkedFile, budget: Budget): Value | undefined {
    const at = unwrap(node);
    if ((budget.steps -= 1) < 0) return undefined;
    switch (at.type) {
      case T.FunctionDeclaration: case T.FunctionExpression: case T.ArrowFunctionExpression:
      case T.ClassDeclaration: case T.ClassExpression: case T.ObjectExpression: case T.ArrayExpression:
        return { file, node: at, as: 'value' };
      case T.Identifier:
        return this.ofVariable(at, file, budget);
      case T.MemberExpression: {
        const name = propertyName(at);
        if (name === undefined) return undefined;
        if (isExportsObject(at.object, file)) return this.exported(file, name, budget);
        const owner = this.evaluate(at.object, file, budget);
        return owner && this.member(owner, name, budget);
      }
      case T.ThisExpression: {
        const owner = thisOwner(at);
        return owner && { file, node: owner.node, as: owner.node.type === T.ObjectExpression || owner.isStatic ? 'value' : 'instance' };
      }
      case T.Super: {
        const owner = thisOwner(at);
        const base = owner && superOf(owner.node);
        const value = base && this.evaluate(base, file, budget);
        return value && owner && { ...value, as: owner.isStatic ? 'value' : 'instance' };
      }
      case T.NewExpression: {
        const made = this.evaluate(at.callee, file, budget);
        const whole = made?.as === 'module' ? this.whole(made.file, budget) : made;
        return whole?.as === 'value' && isClass(whole.node) ? { ...whole, as: 'instance' } : undefined;
      }
      case T.AssignmentExpression:
        return at.operator === '=' ? this.evaluate(at.right, file, budget) : undefined;
      case T.AwaitExpression:
        return at.argument.type === T.ImportExpression ? this.module(stringValue(at.argument.source), file) : undefined;
      case T.CallExpression: {
        const required = this.module(requiredModule(at, file.scopes), file);
        if (required) return required;
        // `Object.freeze({…})`, and what compilers wrap an import in.
        const [argument] = at.arguments;
        const isWrapper = /^(?:Object\.(?:freeze|seal)|__importDefault|__importStar|_interopRequire\w*)$/.test(pathOf(at.callee));
        return isWrapper && argument ? this.evaluate(argument, file, budget) : undefined;
      }
      default:
        return undefined;
    }
  }

  private ofVariable(identifier: TSESTree.Identifier, file: LinkedFile, budget: Budget): Value | undefined {
    const variable = file.scopes.variableOf(identifier);
    const [definition] = variable?.defs ?? [];
    if (!variable || !definition || variable.defs.length !== 1) return undefined;
    const node = definition.node as Node;
    switch (node.type) {
      case T.ImportSpecifier: case T.ImportDefaultSpecifier: case T.ImportNamespaceSpecifier: {
        const module = this.module((node.parent as TSESTree.ImportDeclaration).source.value, file);
        if (!module || node.type === T.ImportNamespaceSpecifier) return module;
        const name = node.type === T.ImportDefaultSpecifier ? 'default' : node.imported.type === T.Identifier ? node.imported.name : node.imported.value;
        return this.exported(module.file, name, budget);
      }
      case T.TSImportEqualsDeclaration:
        return node.moduleReference.type === T.TSExternalModuleReference ? this.module(stringValue(node.moduleReference.expression), file) : undefined;
      case T.FunctionDeclaration: case T.ClassDeclaration:
        return node.id === definition.name && !variable.references.some((reference) => reference.isWrite()) ? { file, node, as: 'value' } : this.ofAnnotation(annotationOf(definition.name as Node), file, budget);
      case T.VariableDeclarator: {
        const constant = constantValue(variable);
        if (constant) return this.evaluate(constant, file, budget);
        if (!node.init || variable.references.some((reference) => reference.isWrite() && !reference.init)) return this.ofAnnotation(annotationOf(definition.name as Node), file, budget);
        const path = patternPath(node.id, definition.name as Node);
        let value = path && this.evaluate(node.init, file, budget);
        for (const key of path ?? []) value = value && this.member(value, key, budget);
        return value;
      }
      default:
        return this.ofAnnotation(annotationOf(definition.name as Node), file, budget);
    }
  }

  /** `store: Store`: an instance of a class, if it is one that the name means. */
  private ofAnnotation(annotation: TSESTree.TSTypeAnnotation | undefined, file: LinkedFile, budget: Budget): Value | undefined {
    const type = annotation?.typeAnnotation;
    if (type?.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return undefined;
    const value = this.evaluate(type.typeName, file, budget);
    return value?.as === 'value' && isClass(value.node) ? { ...value, as: 'instance' } : undefined;
  }

  private module(specifier: string | undefined, from: LinkedFile): Value | undefined {
    const path = specifier === undefined ? undefined : this.modules.resolve(specifier, from.path);
    const file = path === undefined ? undefined : path === from.path ? from : this.modules.fileAt(path);
    return file && { file, node: file.ast, as: 'module' };
  }

  private member(owner: Value, name: string, budget: Budget): Value | undefined {
    if ((budget.steps -= 1) < 0) return undefined;
    const { file, node, as } = owner;
    if (as === 'module') return this.exported(file, name, budget);
    if (node.type === T.ObjectExpression) return this.property(node, name, file, budget);
    if (isClass(node)) return this.classMember(node, name, as, file, budget);
    // `load.quick = () => …` beside `function load() {…}`.
    return isFunction(node) && node.type === T.FunctionDeclaration && node.id ? this.assigned(node.id, name, file, budget) : undefined;
  }

  private property(object: TSESTree.ObjectExpression, name: string, file: LinkedFile, budget: Budget): Value | undefined {
    // The last one of a name counts.
    for (const property of [...object.properties].reverse()) {
      if (property.type === T.SpreadElement) {
        const spread = this.evaluate(property.argument, file, budget);
        // Who knows what is in it.
        if (!spread) return undefined;
        const found = this.member(spread, name, budget);
        if (found) return found;
      } else if (keyName(property) === name) return property.kind === 'init' ? this.evaluate(property.value, file, budget) : undefined;
      else if (property.computed && keyName(property) === undefined) return undefined;
    }
    return undefined;
  }

  private classMember(node: ClassNode, name: string, as: Value['as'], file: LinkedFile, budget: Budget): Value | undefined {
    const member = memberNamed(node, name, as === 'value');
    if (member?.type === T.MethodDefinition) return member.kind === 'method' && isFunction(member.value) ? { file, node: member.value, as: 'value' } : undefined;
    if (member) return (member.value && this.evaluate(member.value, file, budget)) ?? this.ofAnnotation(member.typeAnnotation, file, budget);
    const own = as === 'instance' ? this.fieldOf(node, name, file, budget) : undefined;
    if (own || !node.superClass) return own;
    const base = this.evaluate(node.superClass, file, budget);
    return base?.as === 'value' && isClass(base.node) ? this.classMember(base.node, name, as, base.file, budget) : undefined;
  }

  /** `this.store = new Store()`, written once; `constructor(private store: Store)`. */
  private fieldOf(node: ClassNode, name: string, file: LinkedFile, budget: Budget): Value | undefined {
    const values: Node[] = [];
    let parameter: Node | undefined;
    walk(node.body, (inner) => {
      if (inner.type === T.AssignmentExpression && inner.left.type === T.MemberExpression && inner.left.object.type === T.ThisExpression && propertyName(inner.left) === name) values.push(inner.right);
      if (inner.type === T.TSParameterProperty && inner.parameter.type === T.Identifier && inner.parameter.name === name) parameter = inner.parameter;
    });
    const [value] = values;
    if (values.length === 1 && value) return this.evaluate(value, file, budget);
    return parameter && values.length === 0 ? this.ofAnnotation(annotationOf(parameter), file, budget) : undefined;
  }

  private assigned(owner: TSESTree.Identifier, name: string, file: LinkedFile, budget: Budget): Value | undefined {
    const values = (file.scopes.variableOf(owner)?.references ?? []).flatMap(({ identifier }) => {
      const member = identifier.parent as Node | undefined;
      if (member?.type !== T.MemberExpression || member.object !== identifier || propertyName(member) !== name) return [];
      return member.parent.type === T.AssignmentExpression && member.parent.left === member ? [member.parent.right] : [];
    });
    const [value] = values;
    return values.length === 1 && value ? this.evaluate(value, file, budget) : undefined;
  }

  /** What a file exports under a name. */
  private exported(file: LinkedFile, name: string, budget: Budget): Value | undefined {
    const key = `${file.path} ${name}`;
    budget.metCycle ||= budget.open.has(key);
    if (budget.open.has(key) || (budget.steps -= 1) < 0) return undefined;
    budget.open.add(key);
    const value = this.lookUp(file, name, budget);
    budget.open.delete(key);
    return value;
  }

  private lookUp(file: LinkedFile, name: string, budget: Budget): Value | undefined {
    const { named, stars, whole } = exportsOf(file);
    const own = named.get(name);
    if (own) return own.length === 1 ? this.ofExport(own[0] as Export, file, budget) : undefined;
    if (whole.length > 0) {
      const value = this.whole(file, budget);
      // `import load from './load.cjs'` gives what `module.exports` is.
      return name === 'default' ? value : value && this.member(value, name, budget);
    }
    if (name === 'default') return named.size > 0 && !/\bexport\b/.test(file.text) ? { file, node: file.ast, as: 'module' } : undefined;
    const path = stars.length > 0 ? this.starOf(file, name, budget) : undefined;
    const from = path === undefined ? undefined : this.modules.fileAt(path);
    return from && this.exported(from, name, budget);
  }

  private ofExport(found: Export, file: LinkedFile, budget: Budget): Value | undefined {
    if ('node' in found) return this.evaluate(found.node, file, budget);
    const module = this.module(found.from, file);
    return module && (found.name === '*' ? module : this.exported(module.file, found.name, budget));
  }

  /** What `module.exports` is: one assignment, or nobody knows which. */
  private whole(file: LinkedFile, budget: Budget): Value | undefined {
    const { whole } = exportsOf(file);
    const [value] = whole;
    return whole.length === 1 && value ? this.evaluate(value, file, budget) : undefined;
  }

  /** The only file behind `export *` that has a name of its own. Two of them cancel each other out, as the language has it. */
  private starOf(file: LinkedFile, name: string, budget: Budget): string | undefined {
    const key = `${file.path} ${name}`;
    if (this.starred.has(key)) return this.starred.get(key);
    const owners = new Set<string>();
    const seen = new Set([file.path]);
    const own = fresh(budget.open);
    const passing = [file];
    // A list gives what is added to it while it is gone through.
    for (const from of passing) {
      for (const specifier of exportsOf(from).stars) {
        const path = this.modules.resolve(specifier, from.path);
        if (path === undefined || seen.has(path) || seen.size > maxStars) continue;
        seen.add(path);
        const other = this.mayHave(path, name) ? this.modules.fileAt(path) : undefined;
        if (!other) continue;
        const { named, whole } = exportsOf(other);
        if (named.has(name) || (whole.length > 0 && this.exported(other, name, own))) owners.add(path);
        else if (whole.length === 0) passing.push(other);
      }
    }
    const [owner] = owners;
    const answer = owners.size === 1 ? owner : undefined;
    // In the middle of a cycle "not there" may only mean that the rest of the cycle has not been seen.
    if (own.metCycle) budget.metCycle = true;
    else this.starred.set(key, answer);
    return answer;
  }

  /** The name stands in the file, or that passes on other files whole: most of a large barrel needs no tree. */
  private mayHave(path: string, name: string): boolean {
    const text = this.modules.textAt(path);
    return text !== undefined && (text.includes(name) || /\bexport\s*\*|__exportStar|\bmodule\.exports\b/.test(text));
  }
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

function isClass(node: Node): node is ClassNode {
  return node.type === T.ClassDeclaration || node.type === T.ClassExpression;
}

function superOf(node: Node): Node | undefined {
  return isClass(node) ? node.superClass ?? undefined : undefined;
}

function annotationOf(name: Node): TSESTree.TSTypeAnnotation | undefined {
  return name.type === T.Identifier ? name.typeAnnotation : undefined;
}

/** A callee as written, if it is a plain path. */
function pathOf(node: Node): string {
  const at = unwrap(node);
  if (at.type === T.Identifier) return at.name;
  return at.type === T.MemberExpression ? `${pathOf(at.object)}.${propertyName(at) ?? ''}` : '';
}
