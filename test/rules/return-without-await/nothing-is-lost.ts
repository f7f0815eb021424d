declare function load(id: string): Promise<string>;
declare function report(error: unknown): string;
declare const anything: any;

export async function outside(id: string) {
  try {
    await load(id);
  } catch {
    return load('default');
  }
  return load(id);
}

export async function handled(id: string) {
  try {
    if (id === 'a') return load(id).catch(report);
    if (id === 'b') return load(id).then(String, report);
    if (id === 'c') return anything.load(id);
    if (id === 'd') return Promise.resolve('d');
    return () => load(id);
  } catch {
    return '';
  }
}

export function synchronous(id: string) {
  try {
    return load(id);
  } catch {
    return load('default');
  }
}

export async function* generated(id: string) {
  try {
    yield id;
    return load(id);
  } catch {
    return '';
  }
}
