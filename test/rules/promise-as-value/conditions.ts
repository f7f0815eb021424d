declare function isReady(name?: string): Promise<boolean>;
declare function next(): Promise<number>;
declare const ok: boolean;

export async function wait(pending: Promise<boolean>) {
  if (!isReady()) console.log('not ready'); // expect promise-as-value: isReady()
  else if (ok && !isReady('b')) console.log('b'); // expect promise-as-value: isReady('b')
  while (isReady()) await next(); // expect promise-as-value: isReady()
  do await next(); while (!isReady()); // expect promise-as-value: isReady()
  for (let i = 0; ok || isReady(); i += 1) break; // expect promise-as-value: isReady()
  const either = (isReady() as Promise<boolean>) || ok; // expect promise-as-value: isReady() as Promise<boolean>
  const ready = isReady();
  if (!ready) return either; // expect promise-as-value: ready
  if (!pending) return either; // expect promise-as-value: pending
  switch (next()) { // expect promise-as-value: next()
    case undefined: return 0;
  }
  return Boolean(isReady()); // expect promise-as-value: isReady()
}
