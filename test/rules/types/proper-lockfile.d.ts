declare module 'proper-lockfile' {
  export function lock(file: string): Promise<() => Promise<void>>;
  export function unlock(file: string): Promise<void>;
}
