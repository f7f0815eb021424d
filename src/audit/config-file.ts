/** The one name of config files. */
export const configName = 'async-pitfalls.jsonc';

/** A config file with a fault in it. The message says what to write instead. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The message without the place. */
  readonly reason: string;

  constructor(path: string, { line, column }: { line: number; column: number }, reason: string) {
    super(`${path}:${line}:${column}: ${reason}`);
    this.path = path;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}
