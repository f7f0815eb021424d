import type { EditorWindow, PageData, PageFinding } from './data.ts';
import { byId, element } from './dom.ts';
import { Filters } from './filters.ts';
import { Rows } from './rows.ts';
import { select, type Column } from './select.ts';

const columns: readonly { id: Column; title: string }[] = [
  { id: 'severity', title: 'Severity' }, { id: 'rule', title: 'Rule' }, { id: 'place', title: 'Place' }, { id: 'message', title: 'What happens' },
];

/** So many rows at a time: thousands would be slow, and nobody reads them. */
const step = 100;

/** The list of findings: what the filters leave, in the chosen order, a piece at a time. */
export class FindingList {
  private readonly data: PageData;
  private readonly rows: Rows;
  private readonly filters: Filters;
  private readonly body: HTMLTableSectionElement;
  private readonly more = byId('more', HTMLButtonElement);
  private sort: { by: Column; descending: boolean } = { by: 'severity', descending: false };
  private selected: readonly PageFinding[] = [];
  private shown: { row: HTMLTableRowElement; finding: PageFinding }[] = [];

  /** `editor`: the window around the page, in an editor: it opens places, and remembers what the reader chose. */
  constructor(data: PageData, editor?: EditorWindow) {
    this.data = data;
    this.rows = new Rows(data, editor && ((message) => editor.postMessage(message)));
    this.filters = new Filters(data, () => {
      editor?.setState(this.filters.state());
      this.refresh();
    });
    this.filters.restore(editor?.getState());
    const table = byId('list', HTMLDivElement).querySelector('table') as HTMLTableElement;
    this.body = table.tBodies[0] as HTMLTableSectionElement;
    table.tHead?.rows[0]?.append(...columns.map((column) => this.heading(column)));
  }

  /** Shows the list, and listens to what is done with it. */
  start(): void {
    this.filters.start();
    this.more.addEventListener('click', () => {
      const next = this.shown.length;
      this.append(step);
      this.shown[next]?.row.querySelector<HTMLElement>('.toggle')?.focus();
    });
    byId('open-all', HTMLButtonElement).addEventListener('click', () => this.shown.forEach(({ row, finding }) => this.rows.setOpen(row, finding, true)));
    this.body.addEventListener('keydown', (event) => this.moveBetweenRows(event));
    // On paper there is nothing to press.
    addEventListener('beforeprint', () => this.append(Infinity));
    this.refresh();
    byId('list', HTMLDivElement).hidden = false;
  }

  private heading({ id, title }: { id: Column; title: string }): HTMLTableCellElement {
    const button = element('button', { type: 'button' }, title);
    const heading = element('th', { role: 'columnheader', scope: 'col', class: id, 'aria-sort': this.sort.by === id ? 'ascending' : undefined }, button);
    button.addEventListener('click', () => {
      this.sort = { by: id, descending: this.sort.by === id && !this.sort.descending };
      for (const other of heading.parentElement?.children ?? []) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', this.sort.descending ? 'descending' : 'ascending');
      this.refresh();
    });
    return heading;
  }

  private refresh(): void {
    this.selected = select(this.data, { ...this.filters.criteria(), sort: this.sort });
    this.shown = [];
    this.body.replaceChildren();
    this.append(step);
    const [count, total] = [this.selected.length, this.data.findings.length];
    byId('count', HTMLSpanElement).textContent = count === total ? `${total} ${total === 1 ? 'finding' : 'findings'}` : `${count} of ${total} findings`;
  }

  private append(count: number): void {
    const next = this.selected.slice(this.shown.length, this.shown.length + count).map((finding) => ({ row: this.rows.row(finding), finding }));
    this.body.append(...next.map(({ row }) => row));
    this.shown.push(...next);
    const rest = this.selected.length - this.shown.length;
    this.more.hidden = rest === 0;
    this.more.textContent = rest > step ? `Show ${step} more of ${rest}` : `Show the other ${rest}`;
  }

  /** The arrow keys go from row to row, Home and End to the first and the last. */
  private moveBetweenRows(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('.toggle')) return;
    const at = this.shown.findIndex(({ row }) => row.contains(event.target as HTMLElement));
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.shown.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.shown[target]?.row.querySelector<HTMLElement>('.toggle')?.focus();
  }
}
