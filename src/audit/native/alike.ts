import ts from 'typescript';

const known = new WeakMap<ts.SourceFile, Places>();

/** What stands in the same place of a file. */
interface Places {
  /** Names that are called, or made new. */
  callees: ts.Node[];
  /** Names that are given to those. */
  arguments: ts.Node[];
  /** `store.save();` - what is called by statements. */
  started: ts.Node[];
  /** The last names of those: `save`. */
  members: ts.Node[];
}

/**
 * The nodes of a file that are asked about for the same reason as this one, itself among them; mostly it stands alone. One question to
 * another process costs as much as twenty nodes in it. What has to be inferred is asked about with others only where the rules
 * ask about all of them: most is never asked.
 */
export function alike(node: ts.Node, what: 'symbol' | 'type'): readonly ts.Node[] {
  const source = node.getSourceFile();
  let places = known.get(source);
  if (!places) known.set(source, (places = placesIn(source)));
  if (what === 'type') return isStarted(node) ? places.started : [node];
  const { parent } = node;
  if (!ts.isIdentifier(node)) return [node];
  if (isCall(parent)) return parent.expression === node ? places.callees : places.arguments;
  return ts.isPropertyAccessExpression(parent) && parent.name === node && isStarted(parent) ? places.members : [node];
}

function isCall(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

function isStarted(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && parent.expression === node && ts.isExpressionStatement(parent.parent);
}

function placesIn(source: ts.SourceFile): Places {
  const places: Places = { callees: [], arguments: [], started: [], members: [] };
  const visit = (node: ts.Node): void => {
    if (isCall(node)) {
      const { expression } = node;
      if (ts.isIdentifier(expression)) places.callees.push(expression);
      places.arguments.push(...(node.arguments ?? []).filter(ts.isIdentifier));
      if (isStarted(expression)) {
        places.started.push(expression);
        if (ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.name)) places.members.push(expression.name);
      }
    }
    if (!ts.isTypeNode(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  return places;
}
