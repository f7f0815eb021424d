import { loadNative, NativeError, type NativeTypeScript } from '../../src/audit/native/package.ts';

async function loadIfThere(): Promise<NativeTypeScript | undefined> {
  try {
    return await loadNative();
  } catch (error) {
    if (!(error instanceof NativeError)) throw error;
    console.warn(`  What needs native TypeScript is not tested on this machine: ${error.message}`);
    return undefined;
  }
}

/** Native TypeScript; undefined where this machine has none. */
export const native = await loadIfThere();
