declare function find(name: string): Promise<{ size: number } | undefined>;

export const state = { bytes: 0, skipped: 0 };

// Each addition reads and writes in one; when it throws, the next round reads again.
export async function addAll(names: string[]) {
  for (const name of names) {
    if (name === '') {
      state.bytes += name.length;
      continue;
    }
    try {
      const found = await find(name);
      if (found) {
        state.bytes += Number(found.size) || 0;
        continue;
      }
    } catch {
      state.skipped += 1;
    }
  }
}
