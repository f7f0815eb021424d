/**
 * Whether a program is one of many files. Of a smaller one much may not be there yet, or it only shows something; a larger one has been
 * in use, and has habits. `files`: those that it is made of, not what they import.
 */
export function isGrown(files: readonly string[]): boolean {
  return files.length >= 30;
}
