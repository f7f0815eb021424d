declare module 'async-mutex' {
  export class Mutex {
    acquire(): Promise<() => void>;
    release(): void;
    runExclusive<T>(task: () => Promise<T> | T): Promise<T>;
  }
  export class Semaphore {
    constructor(slots: number);
    acquire(weight?: number): Promise<[number, () => void]>;
    release(): void;
    runExclusive<T>(task: () => Promise<T> | T): Promise<T>;
  }
}
