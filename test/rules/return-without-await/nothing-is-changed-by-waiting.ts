declare function load(id: string): Promise<string>;
declare function release(): void;

export async function rethrown(id: string) {
  try {
    return load(id);
  } catch (error) {
    throw error;
  }
}

async function safe(id: string) {
  try {
    return await load(id);
  } catch (error) {
    console.error(error);
    return '';
  }
}

export async function settled(id: string) {
  try {
    if (id === '') return Promise.reject(new Error('no id'));
    return [await load(id)];
  } finally {
    release();
  }
}

export async function cannotReject(id: string) {
  try {
    return safe(id);
  } catch {
    return 'unreachable';
  }
}

export async function callbacks(ids: string[]) {
  try {
    return ids.map((id) => { return load(id); });
  } catch {
    return [];
  }
}
