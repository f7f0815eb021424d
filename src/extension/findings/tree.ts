import { EventEmitter, type Event, type TreeDataProvider, type TreeItem } from 'vscode';
import type { ViewFinding } from './finding.ts';
import { itemOf, tooltipOf } from './items.ts';
import { childrenOf, firstOf, groupsOf, step, type Grouping, type MoreNode, type ViewNode } from './nodes.ts';

/** What the tree is made of, asked when it is drawn. */
export interface TreeInput {
  findings(): readonly ViewFinding[];
  grouping(): Grouping;
  isStale: (uri: string) => boolean;
}

/** The tree of findings. Each level is made when it is looked at. */
export class FindingsTree implements TreeDataProvider<ViewNode> {
  private readonly emitter = new EventEmitter<undefined>();
  private readonly input: TreeInput;
  /** How many nodes are shown below which, where it is not the usual number. */
  private readonly limits = new Map<string, number>();
  readonly onDidChangeTreeData: Event<undefined> = this.emitter.event;

  constructor(input: TreeInput) {
    this.input = input;
  }

  redraw(): void {
    this.emitter.fire(undefined);
  }

  /** The next nodes of a level that has more. */
  showMore({ of }: MoreNode): void {
    this.limits.set(of, this.limit(of) + step);
    this.redraw();
  }

  /** Each level has its first nodes again. */
  showFirst(): void {
    this.limits.clear();
  }

  getChildren(node?: ViewNode): ViewNode[] {
    const id = node?.id ?? '';
    return firstOf(node ? childrenOf(node) : groupsOf(this.input.findings(), this.input.grouping()), id, this.limit(id));
  }

  getTreeItem(node: ViewNode): TreeItem {
    return itemOf(node, this.input.isStale);
  }

  /** What is said of a node is worked out when the pointer rests on it: VS Code parses it as Markdown. */
  resolveTreeItem(item: TreeItem, node: ViewNode): TreeItem {
    item.tooltip = tooltipOf(node, this.input.isStale);
    return item;
  }

  private limit(id: string): number {
    return this.limits.get(id) ?? step;
  }
}
