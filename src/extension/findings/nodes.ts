import { severities, type Place, type Severity, type ViewFinding } from './finding.ts';

export const groupings = ['rule', 'file', 'folder'] as const;
export type Grouping = (typeof groupings)[number];

/** Findings under one name: of a rule, a file, or a folder. */
export interface GroupNode {
  kind: Grouping;
  /** The same for the same group after a change, so that it stays open. */
  id: string;
  name: string;
  findings: readonly ViewFinding[];
  /** It stands below its folder, whose path need not be said again. */
  isBelowFolder: boolean;
  /** What stands below it is seen until somebody closes it. */
  startsOpen: boolean;
}

export interface FindingNode {
  kind: 'finding';
  id: string;
  finding: ViewFinding;
  /** It stands below a file, whose path need not be said again. */
  isBelowFile: boolean;
}

export interface RelatedNode {
  kind: 'related';
  id: string;
  place: Place & { message: string };
}

/** Stands for what a level has beyond its limit. */
export interface MoreNode {
  kind: 'more';
  id: string;
  /** The id of the node that it stands below; empty on the first level. */
  of: string;
  left: number;
}

export type ViewNode = GroupNode | FindingNode | RelatedNode | MoreNode;

/**
 * How many nodes a level has at first, and how many more each time that somebody asks. VS Code makes all nodes of a level in one go, in the
 * process of all extensions, and 5,000 of them take it 200 ms.
 */
export const step = 500;

const mostOpenFolders = 100;

/** The first of a level's nodes, and what stands for the others. */
export function firstOf(nodes: readonly ViewNode[], of: string, limit: number): ViewNode[] {
  return nodes.length <= limit ? [...nodes] : [...nodes.slice(0, limit), { kind: 'more', id: `${of}/more`, of, left: nodes.length - limit }];
}

/** The first level: rules the loudest first, then those with most findings; files and folders in the order of their paths. */
export function groupsOf(findings: readonly ViewFinding[], by: Grouping): GroupNode[] {
  const groups = grouped(findings, by, '');
  if (by === 'folder' && groups.length <= mostOpenFolders) for (const group of groups) group.startsOpen = true;
  if (by !== 'rule') return groups.sort((left, right) => compare(left.name, right.name));
  const rank = new Map(groups.map((group) => [group, severities.indexOf(loudest(group.findings))]));
  return groups.sort((left, right) => (rank.get(left) ?? 0) - (rank.get(right) ?? 0) || right.findings.length - left.findings.length || compare(left.name, right.name));
}

/** What stands below a node: made when it is opened. */
export function childrenOf(node: ViewNode): ViewNode[] {
  switch (node.kind) {
    case 'folder': return grouped(node.findings, 'file', `${node.id}/`).sort((left, right) => compare(left.name, right.name));
    case 'rule':
    case 'file': return findingNodes(node);
    case 'finding': return node.finding.related.map((place, index) => ({ kind: 'related', id: `${node.id}/${index}`, place }));
    case 'related':
    case 'more': return [];
  }
}

/** The loudest severity of some findings. */
export function loudest(findings: readonly ViewFinding[]): Severity {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'hint';
}

/** "" for what stands in no folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function grouped(findings: readonly ViewFinding[], by: Grouping, prefix: string): GroupNode[] {
  const nameOf = ({ rule, path }: ViewFinding): string => (by === 'rule' ? rule : by === 'file' ? path : folderOf(path));
  const byName = new Map<string, ViewFinding[]>();
  for (const finding of findings) {
    const name = nameOf(finding);
    const known = byName.get(name);
    if (known) known.push(finding);
    else byName.set(name, [finding]);
  }
  return [...byName].map(([name, own]) => ({ kind: by, id: `${prefix}${by}:${name}`, name, findings: own, isBelowFolder: prefix !== '', startsOpen: false }));
}

function findingNodes({ kind, id, findings }: GroupNode): FindingNode[] {
  const seen = new Map<string, number>();
  return [...findings].sort(compareFindings).map((finding) => {
    const { path, rule, line, character, message } = finding;
    const key = `${id}/${path}/${rule}/${line}/${character}/${message}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return { kind: 'finding', id: count === 0 ? key : `${key}/${count}`, finding, isBelowFile: kind === 'file' };
  });
}

function compareFindings(left: ViewFinding, right: ViewFinding): number {
  return compare(left.path, right.path) || left.line - right.line || left.character - right.character || compare(left.rule, right.rule);
}

/** By code units, whatever the language of the machine. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
