declare function download(id: string): Promise<number>;
declare function sleep(ms: number): Promise<void>;

class Slots {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  constructor(private readonly limit: number) {}

  async acquire() {
    if (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
  }

  release() {
    this.running -= 1;
    this.waiting.shift()?.();
  }
}

const slots = new Slots(4);
let active = 0;

async function politely(id: string) {
  while (active >= 3) await sleep(10);
  active += 1;
  try {
    return await download(id);
  } finally {
    active -= 1;
  }
}

export async function all(ids: string[]) {
  await Promise.all(ids.map(politely));
  await Promise.all(ids.map(async (id) => {
    await slots.acquire();
    try {
      return await download(id);
    } finally {
      slots.release();
    }
  }));
}
