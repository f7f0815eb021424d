import { EventEmitter, type Event, type TreeDataProvider, type TreeItem } from 'vscode';
import { filtered, type Filter, type ViewFinding } from './finding.ts';
import { itemOf } from './items.ts';
import { childrenOf, groupsOf, type Grouping, type ViewNode } from './nodes.ts';

/** What the tree is made of, asked when it is drawn. */
export interface TreeInput {
  findings(): readonly ViewFinding[];
  filter(): Filter;
  grouping(): Grouping;
  isStale(uri: string): boolean;
}

/** The tree of findings. Each level is made when it is looked at. */
export class FindingsTree implements TreeDataProvider<ViewNode> {
  private readonly emitter = new EventEmitter<undefined>();
  private readonly input: TreeInput;
  readonly onDidChangeTreeData: Event<undefined> = this.emitter.event;

  constructor(input: TreeInput) {
    this.input = input;
  }

  redraw(): void {
    this.emitter.fire(undefined);
  }

  getChildren(node?: ViewNode): ViewNode[] {
    return node ? childrenOf(node) : groupsOf(filtered(this.input.findings(), this.input.filter()), this.input.grouping());
  }

  getTreeItem(node: ViewNode): TreeItem {
    return itemOf(node, (uri) => this.input.isStale(uri));
  }
}
