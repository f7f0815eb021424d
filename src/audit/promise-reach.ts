import { mightHoldPromises } from '../analysis/promise-gate.ts';

/** Barrels behind barrels are followed no further. */
const maxDepth = 4;

/** Where a file imports from. */
export interface PromiseReach {
  /** Whether it imports from a file where promises may be made, directly or through files that pass on what others export. */
  reaches(path: string): boolean;
  /** The text of a file has changed. */
  forget(path: string): void;
}

/** Goes by texts alone. */
export function promiseReach(files: { textAt(path: string): string | undefined; resolve(specifier: string, from: string): string | undefined }): PromiseReach {
  const holding = new Map<string, boolean>();
  const specifiers = new Map<string, readonly string[]>();

  const holds = (path: string): boolean => {
    let answer = holding.get(path);
    if (answer === undefined) holding.set(path, (answer = mightHoldPromises(files.textAt(path) ?? '')));
    return answer;
  };
  const specifiersOf = (path: string): readonly string[] => {
    let found = specifiers.get(path);
    if (!found) specifiers.set(path, (found = importsIn(files.textAt(path) ?? '')));
    return found;
  };
  const reaches = (path: string, depth: number, seen: Set<string>): boolean => specifiersOf(path).some((specifier) => {
    const other = files.resolve(specifier, path);
    if (other === undefined || seen.has(other)) return false;
    seen.add(other);
    return holds(other) || (depth > 0 && passesOn(files.textAt(other) ?? '') && reaches(other, depth - 1, seen));
  });
  return {
    reaches: (path) => reaches(path, maxDepth, new Set([path])),
    forget(path) {
      holding.delete(path);
      specifiers.delete(path);
    },
  };
}

/** What a text seems to import. A specifier in a comment does no harm. */
function importsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g)].map((match) => match[2] ?? ''))];
}

function passesOn(text: string): boolean {
  return /\bexport\b[^;]*?\bfrom\b|\bexports\b[^;]*\brequire\b/.test(text);
}
