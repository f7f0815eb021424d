// fix: try-finally
// before: the second waits for ever
// after: the second goes on
class Lock {
  private tail = Promise.resolve();
  private free: () => void = () => undefined;

  async acquire(): Promise<void> {
    const before = this.tail;
    let done: () => void = () => undefined;
    this.tail = new Promise((resolve) => { done = resolve; });
    await before;
    this.free = done;
  }

  release(): void {
    this.free();
  }
}

const lock = new Lock();

async function write(text: string): Promise<string> {
  await lock.acquire();
  const written = await store(text);
  lock.release();
  return written;
}

async function store(text: string): Promise<string> {
  if (text === '') throw new Error('nothing to write');
  return text;
}

const first = write('').catch(() => 'failed');
await first;
let outcome = 'the second waits for ever';
void write('a note').then(() => { outcome = 'the second goes on'; });
// A promise settles before a timer: what has not happened by then never does.
setTimeout(() => console.log(outcome), 0);
