import { access, unlink, writeFile } from 'node:fs/promises';
declare const orders: { save(order: string): Promise<void>; load(): Promise<string[]>; cache: { write(order: string): Promise<void> } };

export async function commented(order: string) {
  try {
    await orders.save(order);
  } catch {
    // The next sync sends it again.
  }
  // It may be there already.
  await orders.save(order).catch(() => {});
  await orders.save(order).catch(() => { /* offline */ });
}

export async function notNeeded(file: string) {
  await unlink(file).catch(() => {});
  await orders.cache.write(file).catch(() => {});
  await writeFile(file, '', { flag: 'wx' }).catch(() => {});
  try { await access(file); } catch {}
  try { JSON.parse(file); } catch {}
  const list = await orders.load().catch(() => undefined);
  let other: string[] = [];
  try { other = await orders.load(); } catch {}
  return [list, other];
}

export async function tryToSave(order: string) {
  await orders.save(order).catch(() => {});
}

export async function anotherWay(order: string) {
  try {
    await orders.save(order);
    return 'first';
  } catch {}
  const pending = orders.save(order);
  pending.catch(() => {});
  await Promise.allSettled([pending]);
  try { await pending; } finally { await orders.save('last').catch(() => {}); }
  return 'second';
}
