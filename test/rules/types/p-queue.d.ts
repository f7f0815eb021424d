declare module 'p-queue' {
  export interface Options {
    concurrency?: number;
    interval?: number;
    intervalCap?: number;
  }
  export default class PQueue {
    constructor(options?: Options);
    add<Result>(task: () => PromiseLike<Result> | Result): Promise<Result | void>;
    addAll<Result>(tasks: readonly (() => PromiseLike<Result>)[]): Promise<(Result | void)[]>;
    onIdle(): Promise<void>;
  }
}
