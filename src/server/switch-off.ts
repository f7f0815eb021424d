import { readFile } from 'node:fs/promises';
import { findNodeAtLocation, modify, parseTree, type FormattingOptions, type Node } from 'jsonc-parser';
import type { CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import { ConfigError, configName, parseConfig } from '../audit/config.ts';
import { ancestors, folderOf, join, relativePath } from '../audit/paths.ts';
import { spanToLspRange } from './positions.ts';
import type { Session } from './session.ts';

/**
 * The edits of a config file's text (without byte order mark) that switch a rule off: its comments, its layout and the options of
 * the rule stay. Throws a ConfigError where the text has a fault.
 */
export function switchOffIn(path: string, text: string, rule: string): Edit[] {
  parseConfig(path, text);
  const root = parseTree(text, [], { allowTrailingComma: true });
  const rules = root && findNodeAtLocation(root, ['rules']);
  const isList = root && findNodeAtLocation(root, ['rules', rule])?.type === 'array';
  const isThere = root && findNodeAtLocation(root, ['rules', rule]) !== undefined;
  const below = isThere ? undefined : belowComment(path, text, (rules ?? root)?.children?.at(-1), (indent, eol) => {
    const entry = `${JSON.stringify(rule)}: "off"`;
    return rules ? entry : `"rules": {${eol}${indent}${indent}${entry}${eol}${indent}}`;
  });
  if (below) return below;
  const edits = modify(text, isList ? ['rules', rule, 0] : ['rules', rule], 'off', { formattingOptions: layoutOf(text) });
  return edits.map(({ offset, length, content }) => ({ path, start: offset, end: offset + length, text: content }));
}

/**
 * The edits that write a property below the last one of an object where a comment ends its line: the library would write it between the
 * two, and the comment would seem to be about the new one. undefined where no comment is there.
 */
function belowComment(path: string, text: string, last: Node | undefined, property: (indent: string, eol: string) => string): Edit[] | undefined {
  if (!last) return undefined;
  const end = last.offset + last.length;
  const rest = /^[ \t]*(,?)[ \t]*\/[/*][^\r\n]*/.exec(text.slice(end));
  if (!rest || rest[0].trimEnd().endsWith('}')) return undefined;
  const indent = /[ \t]*$/.exec(text.slice(0, last.offset))?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const at = end + rest[0].length;
  const comma: Edit[] = rest[1] ? [] : [{ path, start: end, end, text: ',' }];
  return [...comma, { path, start: at, end: at, text: `${eol}${indent}${property(indent, eol)}${rest[1]}` }];
}

/** What a new config file says. */
function newConfig(rule: string): string {
  return `{\n  "rules": {\n    ${JSON.stringify(rule)}: "off"\n  }\n}\n`;
}

function layoutOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 4 : indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/**
 * The edit of the config file that counts for a path: it switches a rule off there. Without one, a new file at the top of the
 * workspace folder. What an editor has of the file counts, saved or not. A string says why there is no edit.
 */
export async function switchOff(session: Session, path: string, rule: string): Promise<WorkspaceEdit | string> {
  const { abilities, documents } = session;
  const root = documents.rootOf(path);
  const config = await nearestConfig(session, folderOf(path));
  const changes: (CreateFile | TextDocumentEdit)[] = [];
  if (!config) {
    const uri = documents.uriOf(join(root, configName));
    if (!abilities.createFiles || !abilities.versionedEdits) return `There is no ${configName} yet. Make one in ${root} that says ${newConfig(rule).replace(/\s+/g, ' ').trim()}.`;
    changes.push({ kind: 'create', uri, options: { ignoreIfExists: true } }, { textDocument: { uri, version: null }, edits: [{ range: spanToLspRange({ start: 0, end: 0 }, new LineIndex('')), newText: newConfig(rule) }] });
    return { documentChanges: changes };
  }
  try {
    const lines = new LineIndex(config.text);
    const edits = switchOffIn(config.path, config.text, rule).map((edit) => ({ range: spanToLspRange(edit, lines), newText: edit.text }));
    const uri = config.uri ?? documents.uriOf(config.path);
    return abilities.versionedEdits ? { documentChanges: [{ textDocument: { uri, version: config.version }, edits }] } : { changes: { [uri]: edits } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return `${relativePath(root, config.path)}:${error.line}: ${error.reason} Mend it first, then choose the action again.`;
  }
}

/** undefined where there is no such file. What is there and cannot be read is not to be passed over, or another file would be changed. */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The text of the nearest config file, as the editor has it or as it is on disk. */
async function nearestConfig({ documents }: Session, folder: string): Promise<{ path: string; text: string; uri?: string; version: number | null } | undefined> {
  for (const at of ancestors(folder)) {
    const path = join(at, configName);
    const open = documents.configAt(path);
    if (open) return { path, text: withoutByteOrderMark(open.text), uri: open.uri, version: open.version };
    const text = await readIfThere(path);
    if (text !== undefined) return { path, text: withoutByteOrderMark(text), version: null };
  }
  return undefined;
}
