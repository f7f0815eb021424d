import ts from 'typescript';
import { symbolOf, typeAwaitability, type TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import { normalizeModule } from '../analysis/origin.ts';
import { ignoresHandlers, takesPromises, waitsForCallbacks } from '../knowledge/promise-takers.ts';
import { calleeName, innermost, outermost } from './nodes.ts';
import { specifierBehind } from './specifiers.ts';

const testFunctions = new Set(['it', 'test', 'specify', 'before', 'after', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll', 'setup', 'teardown', 'suiteSetup', 'suiteTeardown', 'bench']);
const reactions = new Set(['then', 'catch', 'finally']);

/**
 * Whether a function that is handed over may give a promise instead: to a test runner, as a reaction of a promise, to a package
 * that waits for its callbacks, or where the type of the place asks for one. What only ignores a promise does not count: nobody
 * would see its error. `dependencies` are the project's, with their versions ("express@5").
 */
export function takesPromise(value: ts.Expression, memory: TypeScriptMemory, dependencies: ReadonlySet<string>): boolean {
  const outer = outermost(value) as ts.Expression;
  const { parent } = outer;
  if (ts.isCallExpression(parent) && parent.expression !== outer) {
    if (isReaction(parent, memory)) return true;
    if (isTestCall(parent, memory) || isWaitingPackage(parent, memory, dependencies)) return !wantsDone(value);
  }
  return expectsPromise(outer, memory);
}

function isReaction(call: ts.CallExpression, memory: TypeScriptMemory): boolean {
  const callee = innermost(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !reactions.has(callee.name.text)) return false;
  // Who has a method of that name and is of unknown type is most likely a promise.
  return typeAwaitability(memory.checker.getTypeAtLocation(callee.expression), memory) !== 'never';
}

/** `it('…', callback)`, `test.only(…)`, `test.each([…])('…', callback)`: of a runner, not of the project. */
function isTestCall(call: ts.CallExpression, memory: TypeScriptMemory): boolean {
  let callee: ts.Expression = call.expression;
  while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee) || ts.isTaggedTemplateExpression(callee)) callee = ts.isTaggedTemplateExpression(callee) ? callee.tag : callee.expression;
  const last = calleeName(call);
  const name = ts.isIdentifier(callee) ? callee.text : '';
  // `t.test('…', callback)`, of a context that a runner has handed over.
  if (!testFunctions.has(name) && !(testFunctions.has(last) && waitsForCallbacks(last) && last !== 'map')) return false;
  const declaration = symbolOf(callee, memory.checker)?.declarations?.[0];
  return declaration === undefined || declaration.getSourceFile().isDeclarationFile || ts.isImportSpecifier(declaration) || ts.isParameter(declaration);
}

/** `commands.registerCommand('…', callback)` of an editor, `app.get('/', callback)` of a server whose package takes promises. */
function isWaitingPackage(call: ts.CallExpression, { checker }: TypeScriptMemory, dependencies: ReadonlySet<string>): boolean {
  const specifier = specifierBehind(call.expression, checker);
  if (specifier === undefined) return false;
  const module = normalizeModule(specifier);
  if (takesPromises([{ module, name: '*' }])) return true;
  // Express 5 hands a rejection to its error handlers.
  return module === 'express' && [...dependencies].some((name) => /^express@\d+$/.test(name)) && !ignoresHandlers(module, dependencies);
}

/** A test that ends by calling `done` must not give a promise as well. */
function wantsDone(value: ts.Expression): boolean {
  const fn = innermost(value);
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  const [first] = fn.parameters;
  return first !== undefined && ts.isIdentifier(first.name) && /^(?:done|cb|callback|next)$/.test(first.name.text);
}

/** Whether the type of the place names a promise among what the function may give. */
function expectsPromise(value: ts.Expression, memory: TypeScriptMemory): boolean {
  const type = memory.checker.getContextualType(value);
  if (!type || type.flags & ts.TypeFlags.Any) return false;
  const signatures = memory.checker.getNonNullableType(type).getCallSignatures();
  return signatures.length > 0 && signatures.every((signature) => {
    const awaitability = typeAwaitability(memory.checker.getReturnTypeOfSignature(signature), memory);
    return awaitability === 'always' || awaitability === 'sometimes';
  });
}
