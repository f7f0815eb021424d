import { commands, Disposable, window } from 'vscode';
import type { AuditState } from '../../server/protocol.ts';
import type { Analyzer } from '../analyzer.ts';
import { registerCommand } from '../commands.ts';
import { copy, explain, fix, suppress } from './actions.ts';
import type { Choices } from './choices.ts';
import { askForSeverities, askForText } from './filter-input.ts';
import { defaultFilter, filtered, type Filter, type ViewFinding } from './finding.ts';
import type { Grouping, MoreNode, ViewNode } from './nodes.ts';
import { FindingsStore } from './store.ts';
import { FindingsTree } from './tree.ts';
import { countOf, messageOf } from './words.ts';

const redrawMilliseconds = 200;
const none: readonly ViewFinding[] = [];
const unaudited: AuditState = { isRunning: false, ended: 0, files: 0, total: 0, partial: false, revision: 0, stale: [] };

/** The view of findings with its commands. It is empty until the first audit. */
export function registerFindingsView(analyzer: Analyzer, choices: Choices): Disposable {
  const view = new FindingsView(analyzer, choices);
  const onFinding = (act: (finding: ViewFinding) => unknown) => (node?: ViewNode): unknown => (node?.kind === 'finding' ? act(node.finding) : undefined);
  return Disposable.from(
    view,
    registerCommand('groupByRule', () => view.group('rule')),
    registerCommand('groupByFile', () => view.group('file')),
    registerCommand('groupByFolder', () => view.group('folder')),
    registerCommand('filterFindings', () => askForText(choices.filter.text, (text) => view.filter({ ...choices.filter, text }))),
    registerCommand('filterSeverities', async () => {
      const severities = await askForSeverities(choices.filter.severities);
      if (severities) view.filter({ ...choices.filter, severities });
    }),
    registerCommand('clearFilter', () => view.filter(defaultFilter)),
    registerCommand('fixFinding', onFinding((finding) => fix(analyzer, finding))),
    registerCommand('suppressFinding', onFinding((finding) => suppress(analyzer, finding))),
    registerCommand('explainFinding', (node?: ViewNode) => node && explain(node)),
    registerCommand('showMoreFindings', (node: MoreNode) => view.showMore(node)),
    registerCommand('copyFinding', (node?: ViewNode) => node && copy(node)),
  );
}

class FindingsView implements Disposable {
  private readonly choices: Choices;
  private readonly store = new FindingsStore();
  private readonly tree: FindingsTree;
  private readonly view: ReturnType<typeof window.createTreeView<ViewNode>>;
  private readonly parts: Disposable;
  private audit = unaudited;
  private stale: ReadonlySet<string> = new Set();
  private isAudited = false;
  private last: { all: readonly ViewFinding[]; filter: Filter; shown: readonly ViewFinding[] } | undefined;
  /** What the tree was drawn from. */
  private drawn = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(analyzer: Analyzer, choices: Choices) {
    this.choices = choices;
    this.tree = new FindingsTree({ findings: () => this.shown(), grouping: () => choices.grouping, isStale: (uri) => this.stale.has(uri) });
    this.view = window.createTreeView('asyncPitfalls.findings', { treeDataProvider: this.tree, showCollapseAll: true });
    this.parts = Disposable.from(this.view, this.store, this.store.onChange(() => this.redrawSoon()), analyzer.onAuditState((state) => this.follow(state)));
    start(choices.tellMenus());
  }

  group(grouping: Grouping): void {
    start(this.choices.setGrouping(grouping));
    this.tree.showFirst();
    this.redraw();
  }

  filter(filter: Filter): void {
    start(this.choices.setFilter(filter));
    this.tree.showFirst();
    this.redraw();
  }

  showMore(node: MoreNode): void {
    this.tree.showMore(node);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.parts.dispose();
  }

  private findings(): readonly ViewFinding[] {
    return this.isAudited ? this.store.all() : none;
  }

  /** The filter goes through all of them, so only for what is new. */
  private shown(): readonly ViewFinding[] {
    const all = this.findings();
    const { filter } = this.choices;
    if (this.last?.all !== all || this.last.filter !== filter) this.last = { all, filter, shown: filtered(all, filter) };
    return this.last.shown;
  }

  private follow(state: AuditState): void {
    this.audit = state;
    this.stale = new Set(state.stale);
    if (!this.isAudited && (state.isRunning || state.ended > 0)) {
      this.isAudited = true;
      start(commands.executeCommand('setContext', 'asyncPitfalls.audited', true));
    }
    this.redrawSoon();
  }

  /** While an audit runs results come by the hundred: they are drawn now and then. */
  private redrawSoon(): void {
    this.timer ??= setTimeout(() => this.redraw(), redrawMilliseconds);
  }

  private redraw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const all = this.findings();
    const shown = this.shown().length;
    this.view.message = messageOf(this.audit, this.choices.filter, all, shown) ?? '';
    this.view.badge = shown === 0 ? undefined : { value: shown, tooltip: countOf(shown, 'async pitfall') };
    // A row that is drawn anew loses its buttons under the pointer: only for what is new.
    const { grouping, filter } = this.choices;
    const drawn = JSON.stringify([this.isAudited, this.store.revision, grouping, filter, [...this.stale]]);
    if (drawn !== this.drawn) this.tree.redraw();
    this.drawn = drawn;
  }
}

/** What nobody waits for tells itself how it fails. */
function start(work: Thenable<unknown>): void {
  work.then(undefined, (error: unknown) => window.showErrorMessage(String(error)));
}
