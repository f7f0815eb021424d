import { isFunction, keyName, propertyName, T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import { isConventionalExport } from '../knowledge/serving.ts';

/** Something with a name that runs or is made only where that name is used. Offsets are 0-based. */
interface Named {
  name: string;
  start: number;
  end: number;
  isExported: boolean;
  /** The class around a method. */
  owner?: Named;
}

/**
 * Whether code at a 0-based offset can run at all: whether anything names the function, the method or the class around it, and what names
 * it can run itself. false only where nothing in the program does. `inProject` is the file's path in its project; `isNamedElsewhere` tells
 * whether some other file holds a name.
 */
export function isReached(unit: Unit, offset: number, inProject: string, isNamedElsewhere: (name: string) => boolean): boolean {
  // What a program starts with is named by nobody; a default is known by its file.
  if (/(?:^|\/)(?:index|main)\.\w+$|(?:^|\/)(?:functions?|lambdas?|handlers?|api|routes?|pages)\//.test(inProject)) return true;
  const all = unit.ast.body.flatMap((statement) => namedIn(statement, unit));
  const lists = unit.ast.body.filter((statement) => isExportList(statement, unit));
  const listed = lists.map((list) => unit.textOf(list)).join();
  const visited = new Set<Named>();

  const isWithin = (at: number, { start, end }: { start: number; end: number }): boolean => at >= start && at < end;
  const around = (at: number): Named | undefined => all.filter((named) => isWithin(at, named)).at(-1);
  const isAlive = (named: Named | undefined): boolean => {
    if (!named) return true;
    if (visited.has(named)) return false;
    visited.add(named);
    if (named.owner && !isAlive(named.owner)) return false;
    return isUsed(named);
  };
  const isUsed = (named: Named): boolean => {
    if (isConventionalExport(named.name) || ((named.isExported || named.owner || wordOf(named.name).test(listed)) && isNamedElsewhere(named.name))) return true;
    for (const { index } of unit.text.matchAll(wordOf(named.name))) {
      if (isWithin(index, named) || lists.some(({ range: [start, end] }) => isWithin(index, { start, end }))) continue;
      if (isAlive(around(index))) return true;
    }
    return false;
  };
  return isAlive(around(offset));
}

/** Whether code at a 0-based offset is a test that stands beside what it tests: in a function of the module by that name. */
export function isOfTests(unit: Unit, offset: number): boolean {
  return unit.ast.body.flatMap((statement) => namedIn(statement, unit)).some(({ name, start, end }) => name === 'tests' && offset >= start && offset < end);
}

/** Finds a name as a whole word. */
export function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
}

/** What a statement of the module declares: functions, and classes with their methods behind them. Decorated ones are found by who decorates. */
function namedIn(statement: TSESTree.ProgramStatement, unit: Unit): Named[] {
  const isExported = statement.type === T.ExportNamedDeclaration;
  const declared: Node | null = isExported ? statement.declaration : statement;
  const spanOf = ({ range: [start, end] }: Node): { start: number; end: number } => ({ start, end });
  if (declared?.type === T.FunctionDeclaration && declared.id) return [{ name: declared.id.name, ...spanOf(statement), isExported }];
  if (declared?.type === T.VariableDeclaration) {
    return declared.declarations.flatMap(({ id, init, range: [start, end] }) => (id.type === T.Identifier && init && isFunction(unwrap(init)) ? [{ name: id.name, start, end, isExported }] : []));
  }
  if (declared?.type === T.ExpressionStatement && declared.expression.type === T.AssignmentExpression) {
    const { left, right } = declared.expression;
    const name = left.type === T.MemberExpression && /^(?:module\.)?exports$/.test(unit.textOf(left.object)) ? propertyName(left) : undefined;
    return name !== undefined && isFunction(unwrap(right)) ? [{ name, ...spanOf(statement), isExported: true }] : [];
  }
  if (declared?.type !== T.ClassDeclaration || !declared.id || declared.decorators.length > 0) return [];
  const owner: Named = { name: declared.id.name, ...spanOf(statement), isExported };
  // What a class of somebody else calls by name is not known here.
  const isOwn = !declared.superClass && declared.implements.length === 0;
  const methods = !isOwn ? [] : declared.body.body.flatMap((member) => {
    const name = member.type === T.MethodDefinition && member.kind === 'method' && member.decorators.length === 0 ? keyName(member) : undefined;
    return name === undefined ? [] : [{ name, ...spanOf(member), isExported: false, owner }];
  });
  return [owner, ...methods];
}

/** `export { save, load }`, `module.exports = { save, load }`: to be there is not to be used. */
function isExportList(statement: TSESTree.ProgramStatement, unit: Unit): boolean {
  if (statement.type === T.ExportNamedDeclaration) return !statement.declaration;
  if (statement.type !== T.ExpressionStatement || statement.expression.type !== T.AssignmentExpression) return false;
  const { left, right } = statement.expression;
  return unit.textOf(left) === 'module.exports' && right.type === T.ObjectExpression && right.properties.every((property) => property.type === T.Property && property.value.type === T.Identifier);
}
