import { readFile } from 'node:fs/promises';
import { discover } from '../audit/discover.ts';
import type { OpenDocuments } from './documents.ts';

const atOnce = 16;

/**
 * The files below a folder that mention one of the words, `known` ones left out. The editor's text of open files counts. What
 * .gitignore and its like leave out is not looked at. `isIncluded` leaves others out.
 */
export async function filesMentioning(root: string, words: ReadonlySet<string>, known: (path: string) => boolean, documents: OpenDocuments): Promise<string[]> {
  if (words.size === 0) return [];
  const { files } = await discover([root], { cwd: root, isIncluded: (path) => !known(path) });
  const isMention = mentionOf(words);
  const found: string[] = [];
  const waiting = files.values();
  const look = async (): Promise<void> => {
    for (const path of waiting) {
      // What cannot be read is in nobody's way.
      const text = documents.at(path)?.text ?? await readFile(path, 'utf8').catch(() => '');
      if (isMention(text)) found.push(path);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  return found.sort();
}

/** Tests a text for whole words. */
function mentionOf(words: ReadonlySet<string>): (text: string) => boolean {
  const list = [...words].filter((word) => /^#?[\w$]+$/.test(word)).map((word) => word.replaceAll('$', '\\$'));
  if (list.length === 0) return () => false;
  const pattern = new RegExp(`(?<![\\w$])(?:${list.join('|')})(?![\\w$])`);
  return (text) => pattern.test(text);
}
