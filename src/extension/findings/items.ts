import path from 'node:path';
import { MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import { commandIds } from '../commands.ts';
import type { Place, Severity } from './finding.ts';
import { folderOf, loudest, step, type FindingNode, type GroupNode, type MoreNode, type RelatedNode, type ViewNode } from './nodes.ts';
import { countOf, placeName } from './words.ts';

const icons: Record<Severity, ThemeIcon> = {
  error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  information: new ThemeIcon('info', new ThemeColor('editorInfo.foreground')),
  hint: new ThemeIcon('lightbulb'),
};

const changed = 'changed since the audit';
const noFolder = 'in no folder';

/** How a node looks, but for its tooltip. `isStale`: whether a file has changed since it was audited. */
export function itemOf(node: ViewNode, isStale: (uri: string) => boolean): TreeItem {
  const item = makeItem(node, isStale);
  item.id = node.id;
  item.contextValue = node.kind;
  return item;
}

/** What is said of a node when the pointer rests on it. */
export function tooltipOf(node: ViewNode, isStale: (uri: string) => boolean): MarkdownString | string {
  switch (node.kind) {
    case 'finding': {
      const { message, rule, uri } = node.finding;
      return new MarkdownString(`${message}\n\n`).appendText([rule, placeName(node.finding), ...(isStale(uri) ? [changed] : [])].join(' · '));
    }
    case 'related': return new MarkdownString(node.place.message);
    case 'more': return `${node.left} more, which a filter may find sooner`;
    case 'rule':
    case 'file':
    case 'folder': return `${node.name || noFolder}: ${countOf(node.findings.length, 'finding')}`;
  }
}

function makeItem(node: ViewNode, isStale: (uri: string) => boolean): TreeItem {
  switch (node.kind) {
    case 'finding': return findingItem(node, isStale);
    case 'related': return relatedItem(node);
    case 'more': return moreItem(node);
    case 'rule':
    case 'file':
    case 'folder': return groupItem(node, isStale);
  }
}

function groupItem({ kind, name, findings, isBelowFolder, startsOpen }: GroupNode, isStale: (uri: string) => boolean): TreeItem {
  const label = kind === 'file' ? path.posix.basename(name) : name || noFolder;
  const item = new TreeItem(label, startsOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  const count = String(findings.length);
  item.description = count;
  if (kind === 'rule') item.iconPath = icons[loudest(findings)];
  else if (kind === 'folder') item.iconPath = ThemeIcon.Folder;
  else {
    const [first] = findings;
    // Its icon and colours are those of the file; its name is said above.
    if (first) item.resourceUri = Uri.parse(first.uri);
    item.description = [isBelowFolder ? '' : folderOf(name), count, ...(first && isStale(first.uri) ? [changed] : [])].filter((part) => part !== '').join(' · ');
  }
  return item;
}

function findingItem({ finding, isBelowFile }: FindingNode, isStale: (uri: string) => boolean): TreeItem {
  const { rule, severity, message, related, uri, line } = finding;
  const what = message.replaceAll('`', '');
  // Below a rule much the same is said again and again: there the place is what tells them apart.
  const [label, description] = isBelowFile ? [what, `${rule} · line ${line + 1}`] : [placeName({ ...finding, path: path.posix.basename(finding.path) }), what];
  const item = new TreeItem(label, related.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  const stale = isStale(uri) ? [changed] : [];
  item.description = [...stale, description].join(' · ');
  item.iconPath = icons[severity];
  item.command = open(finding);
  return item;
}

function relatedItem({ place }: RelatedNode): TreeItem {
  const item = new TreeItem(place.message.replaceAll('`', ''));
  item.description = placeName(place);
  item.iconPath = new ThemeIcon('arrow-small-right');
  item.command = open(place);
  return item;
}

function moreItem(node: MoreNode): TreeItem {
  const item = new TreeItem(`Show ${Math.min(step, node.left)} more`, TreeItemCollapsibleState.None);
  item.description = `${node.left} are not shown`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { command: commandIds.showMoreFindings, title: 'Show More', arguments: [node] };
  return item;
}

function open({ uri, line, character }: Place): NonNullable<TreeItem['command']> {
  return { command: 'vscode.open', title: 'Open', arguments: [Uri.parse(uri), { selection: new Range(line, character, line, character), preserveFocus: true }] };
}
