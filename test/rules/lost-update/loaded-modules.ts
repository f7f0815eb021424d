let zlib: typeof import('node:zlib') | undefined;

export class Position {
  private cursor = 0;

  async pack(text: string) {
    zlib ??= await import('node:zlib');
    return zlib.gzipSync(text);
  }

  async advance(cursor: number, save: (cursor: number) => Promise<number>) {
    if (this.cursor && this.cursor >= cursor) return;
    this.cursor = await save(cursor);
  }
}
