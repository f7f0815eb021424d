declare module 'p-limit' {
  export interface LimitFunction {
    readonly activeCount: number;
    <Arguments extends unknown[], ReturnType>(task: (...args: Arguments) => PromiseLike<ReturnType> | ReturnType, ...args: Arguments): Promise<ReturnType>;
  }
  export default function pLimit(concurrency: number | { concurrency: number }): LimitFunction;
}
