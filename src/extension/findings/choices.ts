import { commands, type Memento } from 'vscode';
import { defaultFilter, isFiltered, severities, type Filter } from './finding.ts';
import { groupings, type Grouping } from './nodes.ts';

const groupingKey = 'findings.grouping';
const severitiesKey = 'findings.severities';

/** What the user of the view has chosen. Grouping and severities are remembered for the workspace; menus hear of them. */
export class Choices {
  private readonly memento: Memento;
  grouping: Grouping;
  filter: Filter;

  constructor(memento: Memento) {
    this.memento = memento;
    this.grouping = groupings.find((known) => known === memento.get(groupingKey)) ?? 'rule';
    const remembered = memento.get<readonly string[]>(severitiesKey);
    this.filter = { text: '', severities: remembered ? severities.filter((severity) => remembered.includes(severity)) : defaultFilter.severities };
  }

  /** Tells the menus what is chosen. */
  async tellMenus(): Promise<void> {
    await commands.executeCommand('setContext', 'asyncPitfalls.grouping', this.grouping);
    await commands.executeCommand('setContext', 'asyncPitfalls.filtered', isFiltered(this.filter));
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    this.grouping = grouping;
    await this.memento.update(groupingKey, grouping);
    await this.tellMenus();
  }

  async setFilter(filter: Filter): Promise<void> {
    this.filter = filter;
    await this.memento.update(severitiesKey, filter.severities);
    await this.tellMenus();
  }

  /** From where on reports list, as the view does. */
  quietest(): 'hint' | 'information' {
    return this.filter.severities.includes('hint') ? 'hint' : 'information';
  }
}
