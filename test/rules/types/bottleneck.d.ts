declare module 'bottleneck' {
  export default class Bottleneck {
    constructor(options?: { maxConcurrent?: number | null; minTime?: number });
    schedule<Result>(task: () => PromiseLike<Result>): Promise<Result>;
    wrap<Arguments extends unknown[], Result>(task: (...args: Arguments) => PromiseLike<Result>): (...args: Arguments) => Promise<Result>;
  }
}
