declare function isReady(name?: string): Promise<boolean>;
declare function next(): Promise<number>;
declare const ok: boolean;

export async function wait(pending: Promise<boolean>) {
  if (!await isReady()) console.log('not ready');
  else if (ok && !await isReady('b')) console.log('b');
  while (await isReady()) await next();
  do await next(); while (!await isReady());
  for (let i = 0; ok || await isReady(); i += 1) break;
  const either = await (isReady() as Promise<boolean>) || ok;
  const ready = isReady();
  if (!await ready) return either;
  if (!await pending) return either;
  switch (await next()) {
    case undefined: return 0;
  }
  return Boolean(await isReady());
}
