import type { OpenMessage, PageCode, PageData, PageFinding, PagePlace, PageText } from './data.ts';
import { element } from './dom.ts';
import { withoutControls } from './visible.ts';

/** Makes the rows of findings. `open` is there when something around the page can open files. */
export class Rows {
  private readonly data: PageData;
  private readonly open: ((message: OpenMessage) => void) | undefined;

  constructor(data: PageData, open?: (message: OpenMessage) => void) {
    this.data = data;
    this.open = open;
  }

  /** A finding's row. Its button opens the row with the details below. */
  row(finding: PageFinding): HTMLTableRowElement {
    const toggle = element('button', { type: 'button', class: 'toggle', 'aria-expanded': 'false' }, finding.severity);
    const row = element('tr', { role: 'row', class: `finding ${finding.severity}` },
      element('td', { role: 'cell', class: 'severity' }, toggle),
      element('td', { role: 'cell', class: 'rule' }, this.data.rules[finding.rule]),
      element('td', { role: 'cell', class: 'place' }, this.place(finding.place)),
      element('td', { role: 'cell', class: 'message' }, ...this.text(finding.message)));
    row.addEventListener('click', (event) => {
      const isOnControl = event.target instanceof Element && event.target.closest('button') !== null && event.target.closest('.toggle') === null;
      // Text that was marked is to be copied.
      if (!isOnControl && String(getSelection()) === '') this.setOpen(row, finding, toggle.getAttribute('aria-expanded') !== 'true');
    });
    return row;
  }

  /** Opens or closes the details of a row that `row` made. */
  setOpen(row: HTMLTableRowElement, finding: PageFinding, isOpen: boolean): void {
    const toggle = row.querySelector('.toggle');
    if (!toggle || (toggle.getAttribute('aria-expanded') === 'true') === isOpen) return;
    toggle.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) row.after(this.details(finding));
    else row.nextElementSibling?.remove();
  }

  private details({ place, code, related = [], fixes = [] }: PageFinding): HTMLTableRowElement {
    const steps = related.map((step) => element('li', {}, element('p', {}, ...this.text(step.message), ' ', this.place(step.place, place)), step.code && frame(step.code)));
    const titles = fixes.map(({ title, safe }) => element('li', {}, ...this.text(title), safe ? ' (--fix)' : ''));
    return element('tr', { role: 'row', class: 'details' },
      element('td', { role: 'cell', colspan: 4 },
        code && frame(code),
        steps.length > 0 ? element('ol', { class: 'chain', 'aria-label': 'Places that explain it' }, ...steps) : undefined,
        titles.length > 0 ? element('div', { class: 'fixes' }, element('b', {}, titles.length === 1 ? 'Fix' : 'Fixes'), element('ul', {}, ...titles)) : undefined));
  }

  /** `from`: where the reader comes from, whose file needs no name. */
  private place([path, line, column]: PagePlace, from?: PagePlace): HTMLElement {
    const name = this.data.paths[path] ?? '';
    const shown = from?.[0] === path ? `line ${line}` : withoutControls(`${name}:${line}`);
    // After each slash a long path may break.
    const pieces = shown.split(/(?<=\/)/).flatMap((piece, index) => (index === 0 ? [piece] : [element('wbr'), piece]));
    const { open } = this;
    if (!open) return element('code', {}, ...pieces);
    const button = element('button', { type: 'button', class: 'open' }, ...pieces);
    button.addEventListener('click', () => open({ type: 'open', path: name, line, column }));
    return button;
  }

  private text(pieces: PageText): (Node | string)[] {
    return pieces.map((piece, index) => (index % 2 === 0 ? piece : element('code', {}, piece)));
  }
}

function frame({ first, lines, more }: PageCode): HTMLElement {
  const shown = lines.map(([before, marked, after], index) => element('span', { class: marked === '' ? 'line' : 'line marked', 'data-line': first + index }, before, marked === '' ? undefined : element('mark', {}, marked), after, '\n'));
  const rest = more === undefined ? undefined : element('span', { class: 'line', 'data-line': '' }, `… ${more} more ${more === 1 ? 'line' : 'lines'}\n`);
  // Long lines scroll, with the keyboard as well.
  return element('pre', { tabindex: 0, role: 'region', 'aria-label': `Code from line ${first}` }, element('code', {}, ...shown, rest));
}
