import type { PageData, PageSeverity, PageState } from './data.ts';
import { byId, element } from './dom.ts';
import type { Criteria } from './select.ts';
import { withoutControls } from './visible.ts';

/** What the user asked for: the form above the list and the bars of the charts, which say the same. */
export class Filters {
  private readonly data: PageData;
  private readonly changed: () => void;
  private readonly form = byId('filters', HTMLFormElement);
  private readonly search = byId('search', HTMLInputElement);
  private readonly rule = byId('rule', HTMLSelectElement);
  private readonly folderButton = byId('folder', HTMLButtonElement);
  private readonly bars = [...document.querySelectorAll<HTMLButtonElement>('button[data-filter]')];
  private readonly boxes: HTMLInputElement[];
  private folder = '';

  constructor(data: PageData, changed: () => void) {
    this.data = data;
    this.changed = changed;
    this.boxes = (['error', 'warning', 'information', 'hint'] as const)
      .filter((severity) => data.findings.some((finding) => finding.severity === severity))
      .map((severity) => element('input', { type: 'checkbox', value: severity, checked: true }));
    this.rule.append(...[...data.rules].sort().map((rule) => element('option', {}, rule)));
  }

  /** What is asked for now. */
  criteria(): Omit<Criteria, 'sort'> {
    const severities = new Set(this.boxes.filter((box) => box.checked).map((box) => box.value as PageSeverity));
    return { search: this.search.value, severities, rule: this.rule.value, folder: this.folder };
  }

  /** The same, to be remembered. */
  state(): PageState {
    const hidden = this.boxes.filter((box) => !box.checked).map((box) => box.value as PageSeverity);
    return { search: this.search.value, rule: this.rule.value, folder: this.folder, hidden };
  }

  /** Asks for what was remembered, as far as this report has it. */
  restore({ search = '', rule = '', folder = '', hidden = [] }: Partial<PageState> = {}): void {
    this.search.value = search;
    this.rule.value = this.data.rules.includes(rule) ? rule : '';
    for (const box of this.boxes) box.checked = !hidden.includes(box.value as PageSeverity);
    this.showFolder(this.bars.some((bar) => bar.dataset['value'] === folder) ? folder : '');
    this.showBars();
  }

  /** Fills the form, and listens. */
  start(): void {
    byId('severities', HTMLFieldSetElement).append(...this.boxes.map((box) => element('label', { class: box.value }, box, ` ${box.value}`)));
    this.form.addEventListener('input', () => this.update());
    this.form.addEventListener('submit', (event) => event.preventDefault());
    this.form.addEventListener('reset', (event) => {
      event.preventDefault();
      this.clear();
    });
    this.folderButton.addEventListener('click', () => this.setFolder(''));
    for (const bar of this.bars) bar.addEventListener('click', () => this.pressBar(bar));
  }

  private clear(): void {
    this.search.value = '';
    this.rule.value = '';
    for (const box of this.boxes) box.checked = true;
    this.setFolder('');
  }

  /** The same bar once more takes its filter away. */
  private pressBar({ dataset: { filter, value = '' } }: HTMLButtonElement): void {
    if (filter === 'rule') {
      this.rule.value = this.rule.value === value ? '' : value;
      this.update();
    } else this.setFolder(this.folder === value ? '' : value);
  }

  private setFolder(folder: string): void {
    this.showFolder(folder);
    this.update();
  }

  private showFolder(folder: string): void {
    this.folder = folder;
    this.folderButton.hidden = folder === '';
    this.folderButton.textContent = folder === '*' ? 'in no folder' : withoutControls(folder);
    this.folderButton.setAttribute('aria-label', `Not only ${this.folderButton.textContent}`);
  }

  private update(): void {
    this.showBars();
    this.changed();
  }

  private showBars(): void {
    for (const bar of this.bars) bar.setAttribute('aria-pressed', String(bar.dataset['value'] === (bar.dataset['filter'] === 'rule' ? this.rule.value : this.folder)));
  }
}
