/** What may be asked about the whole of a program, by a name or path. Each answer can change though nothing changes that a file imports. */
export type Question =
  /** How calls by a name are used. */
  | 'usage'
  /** Whether a member of a name is read somewhere. */
  | 'read'
  /** Whether some file names another as a module, by the path of that. */
  | 'named'
  /** Which files have a name in their text. */
  | 'naming'
  /** Which files, tests left out, hold a word. */
  | 'held'
  /** Which files await calls by a name. */
  | 'awaited'
  /** The only function of a name. */
  | 'only'
  /** Whether the program serves requests. */
  | 'serves'
  /** Where rejections are handled that nobody else handles. */
  | 'last'
  /** Whether a member of a name may be async, may return nothing, gives no promise. */
  | 'async' | 'void' | 'results';

/** Is told what the answers about files rest on, beside their own texts. Paths are absolute with `/`. */
export interface Asking {
  /** Something in a file has to do with a question to the whole program. */
  ask(file: string, question: Question, about: string): void;
  /** What stands in a file leads to another one, whose text counts from there on. */
  lead(from: string, to: string): void;
}
