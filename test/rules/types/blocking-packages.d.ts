declare module 'bcrypt' {
  export function compareSync(data: string, hash: string): boolean;
  export function compare(data: string, hash: string): Promise<boolean>;
  const bcrypt: { compareSync: typeof compareSync; compare: typeof compare };
  export default bcrypt;
}
declare module 'fast-glob' {
  function glob(pattern: string): Promise<string[]>;
  namespace glob { function sync(pattern: string): string[] }
  export default glob;
}
declare module 'our-lib' {
  export function loadSync(name: string): string;
  export function load(name: string): Promise<string>;
}
declare module 'fs-extra' {
  const fse: { copySync(from: string, to: string): void; copy(from: string, to: string): Promise<void> };
  export default fse;
}
declare module 'shelljs' {
  const shell: { exec(command: string, options?: { async?: boolean }): unknown; rm(flags: string, path: string): void };
  export default shell;
}
declare module 'better-sqlite3' {
  namespace Sqlite {
    interface Statement { all(): unknown[] }
    interface Database { prepare(sql: string): Statement; pragma(text: string): unknown }
  }
  const Sqlite: new (file: string) => Sqlite.Database;
  export default Sqlite;
}
