import { isFunction, keyName, propertyName, stringValue, T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import { requiredModule } from '../analysis/origin.ts';
import type { Unit } from '../analysis/unit.ts';

/** What of a file linking needs: a unit has it. */
export type LinkedFile = Pick<Unit, 'path' | 'text' | 'ast' | 'scopes'>;

/** Where an export comes from: an expression or declaration of the file, or an export of another one ("*" for all of it). */
export type Export = { node: Node } | { from: string; name: string };

/** What a file exports, by its syntax. */
export interface ExportTable {
  /** By name. Two for the same name say that nobody knows which. */
  readonly named: ReadonlyMap<string, readonly Export[]>;
  /** What `export * from` and its kin name. */
  readonly stars: readonly string[];
  /** What `module.exports` or `export =` is set to. */
  readonly whole: readonly Node[];
}

const known = new WeakMap<LinkedFile, ExportTable>();

/** The exports of a file, ES module or CommonJS. */
export function exportsOf(file: LinkedFile): ExportTable {
  let table = known.get(file);
  if (!table) known.set(file, (table = collect(file)));
  return table;
}

function collect(file: LinkedFile): ExportTable {
  const named = new Map<string, Export[]>();
  const stars: string[] = [];
  const whole: Node[] = [];

  const add = (name: string, found: Export): void => void named.set(name, [...(named.get(name) ?? []), found]);

  const addPattern = (pattern: Node): void => {
    if (pattern.type === T.Identifier) add(pattern.name, { node: pattern });
    else if (pattern.type === T.AssignmentPattern) addPattern(pattern.left);
    else if (pattern.type === T.ObjectPattern) for (const property of pattern.properties) addPattern(property.type === T.Property ? property.value : property.argument);
    else if (pattern.type === T.ArrayPattern) for (const element of pattern.elements) if (element) addPattern(element);
  };

  const addStatement = (statement: Node): void => {
    switch (statement.type) {
      case T.ExportNamedDeclaration: {
        const { declaration, source } = statement;
        if (declaration?.type === T.VariableDeclaration) for (const { id } of declaration.declarations) addPattern(id);
        // Overloads have no body, and types are no values.
        else if (declaration && (isFunction(declaration) || declaration.type === T.ClassDeclaration) && declaration.id) add(declaration.id.name, { node: declaration });
        for (const { local, exported } of statement.specifiers) add(nameOf(exported), source ? { from: source.value, name: nameOf(local) } : { node: local });
        return;
      }
      case T.ExportDefaultDeclaration:
        return add('default', { node: statement.declaration });
      case T.ExportAllDeclaration:
        return statement.exported ? add(nameOf(statement.exported), { from: statement.source.value, name: '*' }) : void stars.push(statement.source.value);
      case T.TSExportAssignment:
        return void whole.push(statement.expression);
      case T.ExpressionStatement:
        return addExpression(statement.expression);
      default:
        return;
    }
  };

  const addExpression = (expression: Node): void => {
    if (expression.type === T.SequenceExpression) return expression.expressions.forEach(addExpression);
    if (expression.type === T.AssignmentExpression && expression.operator === '=') {
      const value = valueOfChain(expression);
      for (let at: Node = expression; at.type === T.AssignmentExpression; at = at.right) addAssigned(at.left, value);
    } else if (expression.type === T.CallExpression) addCall(expression);
  };

  const addAssigned = (left: Node, value: Node): void => {
    if (isModuleExports(left, file)) return void whole.push(value);
    const name = left.type === T.MemberExpression && isExportsObject(left.object, file) ? propertyName(left) : undefined;
    // `exports.load = void 0`, which compilers write first.
    if (name !== undefined && !(value.type === T.UnaryExpression && value.operator === 'void')) add(name, { node: value });
  };

  /** `Object.assign(module.exports, {…})`, `Object.defineProperty(exports, 'load', { get })`, `__exportStar(require('./x'), exports)`. */
  const addCall = ({ callee, arguments: args }: TSESTree.CallExpression): void => {
    const method = callee.type === T.MemberExpression ? propertyName(callee) : callee.type === T.Identifier ? callee.name : undefined;
    const [first, second, third] = args;
    if (method === 'assign' && first && isExportsObject(first, file) && second?.type === T.ObjectExpression) {
      for (const property of second.properties) if (property.type === T.Property) add(keyName(property) ?? '', { node: property.value });
    } else if (method === 'defineProperty' && first && second && third?.type === T.ObjectExpression && isExportsObject(first, file)) {
      for (const property of third.properties) {
        const value = property.type !== T.Property ? undefined : keyName(property) === 'value' ? property.value : keyName(property) === 'get' ? onlyReturn(property.value) : undefined;
        if (value && stringValue(second) !== '__esModule') add(stringValue(second) ?? '', { node: value });
      }
    } else if (method === '__exportStar' || method === '__export') {
      const specifier = first && requiredModule(first, file.scopes);
      if (specifier !== undefined) stars.push(specifier);
    }
  };

  file.ast.body.forEach(addStatement);
  return { named, stars, whole };
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === T.Identifier ? node.name : node.value;
}

/** `module.exports`, where `module` is Node's own. */
export function isModuleExports(node: Node, file: LinkedFile): boolean {
  return node.type === T.MemberExpression && node.object.type === T.Identifier && node.object.name === 'module' && propertyName(node) === 'exports' && !file.scopes.variableOf(node.object);
}

/** `exports` or `module.exports`. */
export function isExportsObject(node: Node, file: LinkedFile): boolean {
  return isModuleExports(node, file) || (node.type === T.Identifier && node.name === 'exports' && !file.scopes.variableOf(node));
}

/** What the last of `a = b = value` is. */
function valueOfChain(assignment: TSESTree.AssignmentExpression): Node {
  let at: Node = assignment;
  while (at.type === T.AssignmentExpression) at = unwrap(at.right);
  return at;
}

function onlyReturn(node: Node): Node | undefined {
  if (!isFunction(node)) return undefined;
  if (node.body.type !== T.BlockStatement) return node.body;
  const [statement] = node.body.body;
  return statement?.type === T.ReturnStatement ? statement.argument ?? undefined : undefined;
}
