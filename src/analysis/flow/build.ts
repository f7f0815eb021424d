import { childrenOf, isFunction, propertyName, T, unwrap, type Node, type TSESTree } from '../nodes.ts';
import type { Flow, FlowEdgeKind, FlowPoint, FlowRoot } from './graph.ts';

/** What a jump passes on its way out: where `break` and `continue` lead, who catches, what runs before leaving. Innermost last. */
type Frame =
  | { kind: 'target'; labels: ReadonlySet<string>; isPlain: boolean; breakTo: FlowPoint; continueTo: FlowPoint | undefined }
  | { kind: 'catch'; handler: FlowPoint }
  | { kind: 'finally'; copies: Map<FlowPoint, FlowPoint>; outside: readonly Frame[]; build(): void };

/** Builds the graph of one function or module body. */
export function buildFlow(root: FlowRoot): Flow {
  return new Builder(root).build();
}

class Builder {
  private readonly root: FlowRoot;
  private readonly points: FlowPoint[] = [];
  private readonly byNode = new Map<Node, FlowPoint[]>();
  private readonly entry: FlowPoint;
  private readonly exit: FlowPoint;
  private readonly throwExit: FlowPoint;
  private frames: readonly Frame[] = [];
  /** Where execution stands; undefined after a jump: what follows is not reached. */
  private current: FlowPoint | undefined;
  /** Labels of the statement that comes next: a loop's `continue label` needs them. */
  private labels: string[] = [];
  /** Where the optional chain at hand ends when a link is missing. */
  private chainEnd: FlowPoint | undefined;

  constructor(root: FlowRoot) {
    this.root = root;
    this.entry = this.point('entry', undefined);
    this.exit = this.point('exit', undefined);
    this.throwExit = this.point('throw-exit', undefined);
    this.current = this.entry;
  }

  build(): Flow {
    const { root } = this;
    if (isFunction(root)) {
      for (const parameter of root.params) this.pattern(parameter.type === T.TSParameterProperty ? parameter.parameter : parameter);
      if (root.body.type === T.BlockStatement) this.statements(root.body.body);
      else {
        this.expression(root.body);
        // The body of `() => f()` is what a return statement would return.
        this.jump(this.exit, 'next');
      }
    } else this.statements(root.body);
    this.jump(this.exit, 'next');
    const nothing: readonly FlowPoint[] = [];
    return { root, entry: this.entry, exit: this.exit, throwExit: this.throwExit, points: this.points, pointsOf: (node) => this.byNode.get(node) ?? nothing };
  }

  // Points and edges

  private point(kind: FlowPoint['kind'], node: Node | undefined): FlowPoint {
    const made: FlowPoint = { id: this.points.length, kind, node, next: [], previous: [] };
    this.points.push(made);
    return made;
  }

  private connect(from: FlowPoint, to: FlowPoint, kind: FlowEdgeKind, test?: Node): void {
    const edge = { from, to, kind, test };
    from.next.push(edge);
    to.previous.push(edge);
  }

  /** The node has been evaluated here. */
  private reach(node: Node, kind: 'node' | 'dispose' = 'node'): FlowPoint | undefined {
    if (!this.current) return undefined;
    const made = this.point(kind, node);
    const list = this.byNode.get(node);
    if (kind === 'node') {
      if (list) list.push(made);
      else this.byNode.set(node, [made]);
    }
    this.connect(this.current, made, 'next');
    return (this.current = made);
  }

  private reachThrowing(node: Node): void {
    if (this.reach(node)) this.throws();
  }

  /** Goes on at a point, if anything leads there. */
  private goOn(at: FlowPoint): void {
    this.current = at.previous.length > 0 ? at : undefined;
  }

  private flowInto(to: FlowPoint): void {
    if (this.current) this.connect(this.current, to, 'next');
    this.current = undefined;
  }

  private throws(): void {
    if (this.current) this.connect(this.current, this.handler(), 'throw');
  }

  private handler(): FlowPoint {
    const index = this.frames.findLastIndex((frame) => frame.kind === 'catch');
    const frame = this.frames[index];
    return this.route(frame?.kind === 'catch' ? frame.handler : this.throwExit, index);
  }

  /** Leaves for `target`, which lies outside the frame at `index` (-1: outside all), through the finally blocks on the way. */
  private jump(target: FlowPoint, kind: FlowEdgeKind, index = -1): void {
    if (this.current) this.connect(this.current, this.route(target, index), kind);
    this.current = undefined;
  }

  private route(target: FlowPoint, index: number): FlowPoint {
    let to = target;
    for (const frame of this.frames.slice(index + 1)) if (frame.kind === 'finally') to = this.finallyCopy(frame, to);
    return to;
  }

  /** The finally block as it runs on the way to `target`: one copy for each way, so that paths stay exact. */
  private finallyCopy(frame: Extract<Frame, { kind: 'finally' }>, target: FlowPoint): FlowPoint {
    const known = frame.copies.get(target);
    if (known) return known;
    const start = this.point('join', undefined);
    frame.copies.set(target, start);
    const saved = { frames: this.frames, current: this.current, labels: this.labels, chainEnd: this.chainEnd };
    this.frames = frame.outside;
    this.current = start;
    this.labels = [];
    frame.build();
    this.flowInto(target);
    Object.assign(this, saved);
    return start;
  }

  private inside(frame: Frame, build: () => void): void {
    const saved = this.frames;
    this.frames = [...saved, frame];
    build();
    this.frames = saved;
  }

  /** Runs `build`, and `finalizer` on every way out of it. */
  private guarded(build: () => void, finalizer: () => void): void {
    this.inside({ kind: 'finally', copies: new Map(), outside: this.frames, build: finalizer }, build);
    if (this.current) finalizer();
  }

  // Statements

  private statements(list: readonly Node[]): void {
    const index = list.findIndex((statement) => statement.type === T.VariableDeclaration && (statement.kind === 'using' || statement.kind === 'await using'));
    const using = list[index];
    if (!using) {
      for (const statement of list) this.statement(statement);
      return;
    }
    for (const statement of list.slice(0, index + 1)) this.statement(statement);
    this.guarded(() => this.statements(list.slice(index + 1)), () => {
      this.reach(using, 'dispose');
      this.throws();
    });
  }

  private statement(node: Node): void {
    if (!this.current) return;
    const labels = this.labels;
    this.labels = [];
    switch (node.type) {
      case T.ExpressionStatement: this.expression(node.expression); break;
      case T.VariableDeclaration: for (const declarator of node.declarations) this.declarator(declarator); break;
      case T.ExportNamedDeclaration: case T.ExportDefaultDeclaration: if (node.declaration) this.statement(node.declaration); break;
      case T.BlockStatement: this.statements(node.body); break;
      case T.IfStatement: this.ifStatement(node); break;
      case T.ReturnStatement:
        if (node.argument) this.expression(node.argument);
        this.reach(node);
        this.jump(this.exit, 'next');
        break;
      case T.ThrowStatement:
        this.expression(node.argument);
        this.reach(node);
        if (this.current) this.connect(this.current, this.handler(), 'throw');
        this.current = undefined;
        break;
      case T.BreakStatement: case T.ContinueStatement: this.leaveLoop(node); break;
      case T.LabeledStatement: this.labelled(node, labels); break;
      case T.WhileStatement: case T.DoWhileStatement: case T.ForStatement: this.loop(node, labels); break;
      case T.ForInStatement: case T.ForOfStatement: this.forEach(node, labels); break;
      case T.SwitchStatement: this.switchStatement(node, labels); break;
      case T.TryStatement: this.tryStatement(node); break;
      case T.FunctionDeclaration: case T.TSDeclareFunction: case T.EmptyStatement: case T.DebuggerStatement: case T.ImportDeclaration: case T.ExportAllDeclaration: break;
      case T.ClassDeclaration: this.expression(node); break;
      // Types, and what only TypeScript has: enums and namespaces do not matter to any path.
      default: if (!node.type.startsWith('TS')) this.expression(node);
    }
  }

  private declarator(node: TSESTree.VariableDeclarator): void {
    if (node.init) this.expression(node.init);
    this.pattern(node.id);
    if (node.init) this.reach(node);
  }

  private ifStatement(node: TSESTree.IfStatement): void {
    const yes = this.point('join', undefined);
    const no = this.point('join', undefined);
    const after = this.point('join', undefined);
    this.condition(node.test, yes, no);
    this.goOn(yes);
    this.statement(node.consequent);
    this.flowInto(after);
    this.goOn(no);
    if (node.alternate) this.statement(node.alternate);
    this.flowInto(after);
    this.goOn(after);
  }

  private leaveLoop(node: TSESTree.BreakStatement | TSESTree.ContinueStatement): void {
    this.reach(node);
    const isBreak = node.type === T.BreakStatement;
    const index = this.frames.findLastIndex((frame) => frame.kind === 'target' &&
      (node.label ? frame.labels.has(node.label.name) : frame.isPlain && (isBreak || frame.continueTo !== undefined)));
    const frame = this.frames[index];
    const target = frame?.kind === 'target' ? (isBreak ? frame.breakTo : frame.continueTo) : undefined;
    if (target) this.jump(target, 'next', index);
    else this.current = undefined;
  }

  private labelled(node: TSESTree.LabeledStatement, outer: readonly string[]): void {
    const labels = [...outer, node.label.name];
    const after = this.point('join', undefined);
    this.inside({ kind: 'target', labels: new Set(labels), isPlain: false, breakTo: after, continueTo: undefined }, () => {
      this.labels = labels;
      this.statement(node.body);
    });
    this.flowInto(after);
    this.goOn(after);
  }

  private loop(node: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement, labels: readonly string[]): void {
    const test = this.point('join', undefined);
    const body = this.point('join', undefined);
    const again = this.point('join', undefined);
    const after = this.point('join', undefined);
    if (node.type === T.ForStatement && node.init) this.statement(node.init);
    this.flowInto(node.type === T.DoWhileStatement ? body : test);
    const decide = (): void => {
      this.goOn(test);
      if (node.test) this.condition(node.test, body, after);
      else this.flowInto(body);
    };
    if (node.type !== T.DoWhileStatement) decide();
    this.goOn(body);
    this.inside({ kind: 'target', labels: new Set(labels), isPlain: true, breakTo: after, continueTo: again }, () => this.statement(node.body));
    this.flowInto(again);
    this.goOn(again);
    if (node.type === T.ForStatement && node.update) this.expression(node.update);
    this.flowInto(test);
    if (node.type === T.DoWhileStatement) decide();
    this.goOn(after);
  }

  private forEach(node: TSESTree.ForInStatement | TSESTree.ForOfStatement, labels: readonly string[]): void {
    this.expression(node.right);
    const head = this.point('join', undefined);
    const after = this.point('join', undefined);
    this.flowInto(head);
    this.goOn(head);
    if (!this.current) return;
    // One point for taking the next element: with `for await` it waits, and can throw.
    const round = this.reach(node) as FlowPoint;
    if (node.type === T.ForOfStatement && node.await) this.throws();
    this.connect(round, after, 'next');
    this.inside({ kind: 'target', labels: new Set(labels), isPlain: true, breakTo: after, continueTo: head }, () => {
      const using = node.left.type === T.VariableDeclaration && (node.left.kind === 'using' || node.left.kind === 'await using') ? node.left : undefined;
      if (node.left.type === T.VariableDeclaration) for (const declarator of node.left.declarations) this.pattern(declarator.id);
      else this.pattern(node.left);
      if (using) this.guarded(() => this.statement(node.body), () => { this.reach(using, 'dispose'); this.throws(); });
      else this.statement(node.body);
    });
    this.flowInto(head);
    this.goOn(after);
  }

  private switchStatement(node: TSESTree.SwitchStatement, labels: readonly string[]): void {
    this.expression(node.discriminant);
    const after = this.point('join', undefined);
    const bodies = node.cases.map(() => this.point('join', undefined));
    let fallback: FlowPoint | undefined;
    node.cases.forEach((branch, index) => {
      const body = bodies[index] as FlowPoint;
      if (!branch.test) fallback = body;
      else {
        this.expression(branch.test);
        if (this.current) this.connect(this.current, body, 'matched', branch.test);
      }
    });
    if (this.current) this.connect(this.current, fallback ?? after, fallback ? 'next' : 'unmatched', fallback ? undefined : node);
    this.current = undefined;
    this.inside({ kind: 'target', labels: new Set(labels), isPlain: true, breakTo: after, continueTo: undefined }, () => {
      node.cases.forEach((branch, index) => {
        this.flowInto(bodies[index] as FlowPoint);
        this.goOn(bodies[index] as FlowPoint);
        for (const statement of branch.consequent) this.statement(statement);
      });
    });
    this.flowInto(after);
    this.goOn(after);
  }

  private tryStatement(node: TSESTree.TryStatement): void {
    const { block, handler, finalizer } = node;
    const guardedPart = (): void => {
      if (!handler) return this.statement(block);
      const start = this.point('join', undefined);
      const after = this.point('join', undefined);
      const before = this.current;
      this.inside({ kind: 'catch', handler: start }, () => this.statement(block));
      this.flowInto(after);
      // Something can throw in it, or nobody would have written the try: a getter, a destructured null.
      if (start.previous.length === 0 && before) this.connect(before, start, 'throw');
      this.goOn(start);
      this.reach(handler);
      if (handler.param) this.pattern(handler.param);
      this.statement(handler.body);
      this.flowInto(after);
      this.goOn(after);
    };
    if (finalizer) this.guarded(guardedPart, () => this.statement(finalizer));
    else guardedPart();
  }

  // Expressions

  private expression(node: Node): void {
    if (!this.current) return;
    switch (node.type) {
      case T.Literal: case T.ThisExpression: case T.Super: case T.MetaProperty: case T.TemplateElement: break;
      case T.Identifier: case T.FunctionExpression: case T.ArrowFunctionExpression: case T.FunctionDeclaration: this.reach(node); break;
      case T.TSAsExpression: case T.TSNonNullExpression: case T.TSSatisfiesExpression: case T.TSTypeAssertion: case T.TSInstantiationExpression:
        this.expression(node.expression);
        break;
      case T.LogicalExpression: this.logical(node); break;
      case T.ConditionalExpression: this.conditional(node); break;
      case T.ChainExpression: this.chain(node); break;
      case T.MemberExpression:
        this.expression(node.object);
        if (node.optional) this.link(node.object);
        if (node.computed) this.expression(node.property);
        this.reach(node);
        break;
      case T.CallExpression:
        this.expression(node.callee);
        if (node.optional) this.link(node.callee);
        for (const argument of node.arguments) this.expression(argument);
        this.reach(node);
        if (endsProcess(node)) this.current = undefined;
        else this.throws();
        break;
      case T.NewExpression: case T.TaggedTemplateExpression: case T.AwaitExpression: case T.ImportExpression:
        this.children(node);
        this.reachThrowing(node);
        break;
      case T.YieldExpression:
        this.children(node);
        this.reachThrowing(node);
        if (this.current) this.connect(this.current, this.route(this.exit, -1), 'abandon');
        break;
      case T.AssignmentExpression: this.assignment(node); break;
      case T.BinaryExpression: this.binary(node); break;
      case T.ClassDeclaration: case T.ClassExpression:
        if (node.superClass) this.expression(node.superClass);
        for (const member of node.body.body) if ('computed' in member && member.computed) this.expression(member.key);
        this.reach(node);
        break;
      case T.Property:
        if (node.computed) this.expression(node.key);
        this.expression(node.value);
        break;
      default:
        this.children(node);
        this.reach(node);
    }
  }

  private children(node: Node): void {
    for (const child of childrenOf(node)) if (!isType(child)) this.expression(child);
  }

  /** Long sums nest to the left, a thousand deep in generated code: their spine is walked without recursion. */
  private binary(node: TSESTree.BinaryExpression): void {
    const spine: TSESTree.BinaryExpression[] = [];
    let left: Node = node;
    for (; left.type === T.BinaryExpression; left = left.left) spine.push(left);
    if (left.type !== T.PrivateIdentifier) this.expression(left);
    for (const at of spine.reverse()) {
      this.expression(at.right);
      this.reach(at);
    }
  }

  private logical(node: TSESTree.LogicalExpression): void {
    const right = this.point('join', undefined);
    const after = this.point('join', undefined);
    this.decide(node.operator, node.left, right, after);
    this.goOn(right);
    this.expression(node.right);
    this.flowInto(after);
    this.goOn(after);
    this.reach(node);
  }

  /** Evaluates the left side of a logical operator and branches: to `right` where the right side is needed. */
  private decide(operator: '&&' | '||' | '??', left: Node, right: FlowPoint, after: FlowPoint): void {
    if (operator === '&&') return this.condition(left, right, after);
    if (operator === '||') return this.condition(left, after, right);
    this.expression(left);
    this.branch(left, right, 'nullish', after, 'present');
  }

  private conditional(node: TSESTree.ConditionalExpression): void {
    const yes = this.point('join', undefined);
    const no = this.point('join', undefined);
    const after = this.point('join', undefined);
    this.condition(node.test, yes, no);
    this.goOn(yes);
    this.expression(node.consequent);
    this.flowInto(after);
    this.goOn(no);
    this.expression(node.alternate);
    this.flowInto(after);
    this.goOn(after);
    this.reach(node);
  }

  private branch(test: Node, one: FlowPoint, oneKind: FlowEdgeKind, other: FlowPoint, otherKind: FlowEdgeKind): void {
    if (this.current) {
      this.connect(this.current, one, oneKind, unwrap(test));
      this.connect(this.current, other, otherKind, unwrap(test));
    }
    this.current = undefined;
  }

  /** Evaluates a condition and leaves for one of two points. Constant conditions have one way only. */
  private condition(node: Node, yes: FlowPoint, no: FlowPoint): void {
    const test = withoutTypes(node);
    if (test.type === T.UnaryExpression && test.operator === '!') return this.condition(test.argument, no, yes);
    if (test.type === T.LogicalExpression && test.operator !== '??') {
      const right = this.point('join', undefined);
      if (test.operator === '&&') this.condition(test.left, right, no);
      else this.condition(test.left, yes, right);
      this.goOn(right);
      return this.condition(test.right, yes, no);
    }
    this.expression(test);
    if (test.type === T.Literal && !('regex' in test)) return this.flowInto(test.value ? yes : no);
    this.branch(test, yes, 'truthy', no, 'falsy');
  }

  private chain(node: TSESTree.ChainExpression): void {
    const outer = this.chainEnd;
    const end = this.point('join', undefined);
    this.chainEnd = end;
    this.expression(node.expression);
    this.chainEnd = outer;
    this.flowInto(end);
    this.goOn(end);
  }

  /** The `?.` of a chain: without a value the rest is left out. */
  private link(value: Node): void {
    const on = this.point('join', undefined);
    if (this.chainEnd) this.branch(value, on, 'present', this.chainEnd, 'nullish');
    this.goOn(on);
  }

  private assignment(node: TSESTree.AssignmentExpression): void {
    if (node.operator === '=') this.pattern(node.left);
    else this.expression(node.left);
    if (node.operator === '&&=' || node.operator === '||=' || node.operator === '??=') {
      const right = this.point('join', undefined);
      const after = this.point('join', undefined);
      if (node.operator === '??=') this.branch(node.left, right, 'nullish', after, 'present');
      else if (node.operator === '&&=') this.branch(node.left, right, 'truthy', after, 'falsy');
      else this.branch(node.left, after, 'truthy', right, 'falsy');
      this.goOn(right);
      this.expression(node.right);
      this.reach(node);
      this.flowInto(after);
      this.goOn(after);
      return;
    }
    this.expression(node.right);
    this.reach(node);
  }

  /** What is evaluated to find the places that a pattern writes to: keys, defaults, the objects of members. */
  private pattern(node: Node): void {
    switch (node.type) {
      case T.Identifier: break;
      case T.MemberExpression:
        this.expression(node.object);
        if (node.computed) this.expression(node.property);
        break;
      case T.AssignmentPattern: {
        const value = this.point('join', undefined);
        const after = this.point('join', undefined);
        if (this.current) {
          this.connect(this.current, value, 'next');
          this.connect(this.current, after, 'next');
        }
        this.goOn(value);
        this.expression(node.right);
        this.flowInto(after);
        this.goOn(after);
        this.pattern(node.left);
        break;
      }
      case T.ObjectPattern:
        for (const property of node.properties) {
          if (property.type === T.Property && property.computed) this.expression(property.key);
          this.pattern(property.type === T.Property ? property.value : property.argument);
        }
        break;
      case T.ArrayPattern: for (const element of node.elements) if (element) this.pattern(element); break;
      case T.RestElement: this.pattern(node.argument); break;
      default: this.expression(node);
    }
  }
}

/** Like `unwrap`, but an optional chain keeps its wrapper: it is where the chain ends. */
function withoutTypes(node: Node): Node {
  let at = node;
  while (at.type !== T.ChainExpression && unwrap(at) !== at && 'expression' in at) at = at.expression as Node;
  return at;
}

/** Types, and the other things of TypeScript's that are never evaluated. */
function isType(node: Node): boolean {
  return node.type.startsWith('TS') && unwrap(node) === node;
}

/** `process.exit()` and its like never come back, and run no finally block. */
function endsProcess(node: TSESTree.CallExpression): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== T.MemberExpression || callee.object.type !== T.Identifier) return false;
  const name = propertyName(callee);
  return (callee.object.name === 'process' && (name === 'exit' || name === 'abort')) || (callee.object.name === 'Deno' && name === 'exit');
}
