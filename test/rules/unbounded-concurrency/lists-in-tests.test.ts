declare function download(name: string): Promise<number>;

export async function each(names: string[]) {
  return Promise.all(names.map(download));
}
