export function deferred(T) {
  let resolve;
  const promise = new Promise<T>((done) => { resolve = done; });
  return { promise, resolve };
}
