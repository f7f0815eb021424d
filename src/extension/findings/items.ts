import path from 'node:path';
import { MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { Place, Severity } from './finding.ts';
import { folderOf, loudest, type FindingNode, type GroupNode, type RelatedNode, type ViewNode } from './nodes.ts';
import { countOf, placeName } from './words.ts';

const icons: Record<Severity, ThemeIcon> = {
  error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  information: new ThemeIcon('info', new ThemeColor('editorInfo.foreground')),
  hint: new ThemeIcon('lightbulb'),
};

const changed = 'changed since the audit';

/** How a node looks. `isStale`: whether a file has changed since it was audited. */
export function itemOf(node: ViewNode, isStale: (uri: string) => boolean): TreeItem {
  const item = node.kind === 'finding' ? findingItem(node, isStale) : node.kind === 'related' ? relatedItem(node) : groupItem(node, isStale);
  item.id = node.id;
  item.contextValue = node.kind;
  return item;
}

function groupItem({ kind, name, findings, isBelowFolder }: GroupNode, isStale: (uri: string) => boolean): TreeItem {
  const label = kind === 'file' ? path.posix.basename(name) : name === '' ? 'in no folder' : name;
  const item = new TreeItem(label, kind === 'folder' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  const count = String(findings.length);
  item.description = count;
  item.tooltip = `${name || label}: ${countOf(findings.length, 'finding')}`;
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
  item.tooltip = new MarkdownString(`${message}\n\n`).appendText([rule, placeName(finding), ...stale].join(' · '));
  item.command = open(finding);
  return item;
}

function relatedItem({ place }: RelatedNode): TreeItem {
  const item = new TreeItem(place.message.replaceAll('`', ''));
  item.description = placeName(place);
  item.iconPath = new ThemeIcon('arrow-small-right');
  item.tooltip = new MarkdownString(place.message);
  item.command = open(place);
  return item;
}

function open({ uri, line, character }: Place): NonNullable<TreeItem['command']> {
  return { command: 'vscode.open', title: 'Open', arguments: [Uri.parse(uri), { selection: new Range(line, character, line, character), preserveFocus: true }] };
}
