import { T } from '../analysis/nodes.ts';
import { originOf } from '../analysis/origin.ts';
import type { Unit } from '../analysis/unit.ts';
import { belowImports } from './import-insertion.ts';
import { freeName, importName, type ImportRequest, type ImportResult } from './imports.ts';
import { styleOf } from './style.ts';

/**
 * A callback function as one that gives a promise: the constant in which the file keeps `promisify(exec)` already, else a
 * new one below the imports. Undefined where nothing can be imported.
 */
export function promisified(unit: Unit, request: ImportRequest): ImportResult | undefined {
  const existing = existingConstant(unit, request);
  if (existing) return importName(unit, request) && { expression: existing, edits: [] };
  const callback = importName(unit, request);
  const promisify = importName(unit, { module: 'util', name: 'promisify', at: request.at });
  const local = freeName(unit, request.at, [`${request.name}Async`, `${request.name}Promise`]);
  if (!callback || !promisify || local === undefined) return undefined;
  const style = styleOf(unit);
  const statement = `const ${local} = ${promisify.expression}(${callback.expression})${style.semicolons ? ';' : ''}`;
  return { expression: local, edits: [...callback.edits, ...promisify.edits, belowImports(unit, statement, [request.module, 'util'])] };
}

/** The name of a module-level `const execAsync = promisify(exec)`. */
function existingConstant(unit: Unit, { module, name }: ImportRequest): string | undefined {
  for (const variable of unit.scopes.scopeOf(unit.ast).variables) {
    const declarator = variable.defs[0]?.node;
    if (declarator?.type !== T.VariableDeclarator || declarator.init?.type !== T.CallExpression || declarator.id.type !== T.Identifier) continue;
    const [argument] = declarator.init.arguments;
    const callee = originOf(declarator.init.callee, unit.scopes);
    const origin = argument && originOf(argument, unit.scopes);
    if (callee?.module === 'util' && callee.name === 'promisify' && origin?.module === module && origin.name === name) return variable.name;
  }
  return undefined;
}
