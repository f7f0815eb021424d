declare module 'async' {
  type NodeCallback<Result> = (error?: Error | null, result?: Result) => void;
  export function map<Item, Result>(items: Iterable<Item>, iteratee: (item: Item) => Promise<Result>): Promise<Result[]>;
  export function mapLimit<Item, Result>(items: Iterable<Item>, limit: number, iteratee: (item: Item) => Promise<Result>): Promise<Result[]>;
  export function each<Item>(items: Iterable<Item>, iteratee: (item: Item) => Promise<void>): Promise<void>;
  export function each<Item>(items: Iterable<Item>, iteratee: (item: Item, callback: NodeCallback<void>) => void): Promise<void>;
  export function eachLimit<Item>(items: Iterable<Item>, limit: number, iteratee: (item: Item) => Promise<void>): Promise<void>;
  const async: { map: typeof map; mapLimit: typeof mapLimit; each: typeof each; eachLimit: typeof eachLimit };
  export default async;
}
