declare function load(): Promise<string[]>;
declare function setBusy(value: boolean): void;
declare function notify(error: unknown): void;

export class List {
  loading = false;
  ready = false;
  items: string[] = [];

  async refresh() {
    this.loading = true; // expect missing-cleanup: this.loading = true
    this.items = await load();
    this.loading = false;
  }

  async reload() {
    this.loading = true;
    try {
      this.items = await load();
    } finally {
      this.loading = false;
    }
  }

  async reloadOrTell() {
    this.loading = true;
    try {
      this.items = await load();
    } catch (error) {
      notify(error);
    }
    this.loading = false;
  }

  async start() {
    this.ready = true;
    await load();
  }

  async tellOnly() {
    this.loading = true; // expect missing-cleanup: this.loading = true
    try {
      this.items = await load();
      this.loading = false;
    } catch (error) {
      notify(error);
    }
  }

  async recover() {
    this.loading = true;
    try {
      this.items = await load();
      this.loading = false;
    } catch {
      this.reset();
    }
  }

  reset() { this.loading = false; }
}

export async function submit() {
  setBusy(true); // expect missing-cleanup: setBusy(true)
  const items = await load();
  setBusy(false);
  return items.length;
}

export async function local() {
  const state = { done: true };
  state.done = true;
  await load();
  state.done = false;
}
