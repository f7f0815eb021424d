import { isFunction, isInside, T, unwrap, walk, type FunctionNode, type Node } from './nodes.ts';
import type { Scopes, Variable } from './scopes.ts';

const maxVariables = 12;

/**
 * The expressions from which a value is made: all parts of it, and of what the local variables in it were given. What an
 * `await` gives is a value of its own: the await itself is listed, what was handed to the awaited call is not. `follows` says
 * of which variables the values are looked at.
 */
export function valueSources(value: Node, fn: FunctionNode, scopes: Scopes, follows: (variable: Variable) => boolean = () => true): Node[] {
  const found: Node[] = [];
  const seen = new Set<Variable>();
  const open: Node[] = [value];
  for (let root = open.pop(); root; root = open.pop()) {
    walk(root, (node) => {
      found.push(node);
      if (node.type === T.AwaitExpression || node.type === T.YieldExpression) return false;
      if (node.type !== T.Identifier) return true;
      const variable = scopes.variableOf(node);
      if (!variable || seen.has(variable) || seen.size >= maxVariables || !follows(variable)) return true;
      const home = variable.scope.variableScope.block as Node;
      if (home !== fn && !(isFunction(home) && isInside(home, fn))) return true;
      seen.add(variable);
      for (const reference of variable.references) {
        const written = reference.writeExpr as Node | null | undefined;
        if (reference.isWrite() && written && !isAwaitedList(written) && !isInside(written, root ?? written)) open.push(written);
      }
      return true;
    });
  }
  return found;
}

/** `for await (const part of stream)`: each part is awaited. */
function isAwaitedList({ parent }: Node): boolean {
  return parent?.type === T.ForOfStatement && parent.await;
}

/** What a local variable was given when it was declared, if an expression is nothing but that variable; else the expression. */
export function declaredValue(node: Node, scopes: Scopes): Node {
  const at = unwrap(node);
  const definition = at.type === T.Identifier ? scopes.variableOf(at)?.defs[0] : undefined;
  const declarator = definition?.node as Node | undefined;
  return declarator?.type === T.VariableDeclarator && declarator.id.type === T.Identifier && declarator.init ? unwrap(declarator.init) : at;
}
