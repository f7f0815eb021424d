import { URI, Utils } from 'vscode-uri';

/**
 * The only place where addresses become paths and back. Paths are absolute with `/`; a Windows drive letter is upper case,
 * as the audit writes it; in addresses it is lower case, as VS Code writes it.
 */
const extensions: Readonly<Record<string, string>> = { typescript: '.ts', typescriptreact: '.tsx', javascript: '.js', javascriptreact: '.jsx' };

/** The path of a `file:` address; undefined for any other scheme. */
export function pathOfFile(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? normalize(parsed.fsPath) : undefined;
}

/**
 * The path under which a document is analysed. One that was never saved gets a path in `root` that no file has
 * (`untitled:Untitled-1`), or the path it will be saved to.
 */
export function pathOfDocument(uri: string, languageId: string, root: string): string {
  const parsed = URI.parse(uri);
  if (parsed.scheme === 'file') return normalize(parsed.fsPath);
  const extension = extensions[languageId] ?? '.ts';
  const name = Utils.basename(parsed);
  const named = /\.[mc]?[jt]sx?$/.test(name) ? name : `${name}${extension}`;
  return parsed.scheme === 'untitled' && parsed.path.startsWith('/') ? normalize(parsed.with({ scheme: 'file', path: `${Utils.dirname(parsed).path}/${named}` }).fsPath) : `${root}/^${parsed.scheme}-${named}`;
}

/** The address of a path. */
export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

/** A path of the platform as the analyzer writes it. */
export function normalize(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  return /^[a-z]:/.test(slashed) ? slashed.charAt(0).toUpperCase() + slashed.slice(1) : slashed;
}
