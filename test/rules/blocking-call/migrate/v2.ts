// package: { "name": "notes", "dependencies": { "express": "4" } }
import { scryptSync } from 'node:crypto';

declare const store: { tokens(): Promise<string[]>; save(tokens: string[]): Promise<void> };

/** What is moved to the next version is moved once. */
export async function moveTokens(salt: string) {
  const tokens = await store.tokens();
  await store.save(tokens.map((token) => scryptSync(token, salt, 32).toString('hex')));
}
