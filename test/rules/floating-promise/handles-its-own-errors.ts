declare function load(key: string): Promise<string>;
declare function show(text: string): void;
declare function explain(error: unknown): { code: number };
declare const socket: { answer(code: number): void };
declare function watch(): AsyncGenerator<string>;

class Panel {
  private text = '';

  /** Plain statements before, a handler that reports. */
  async refresh(key: string) {
    const name = key.trim();
    show(name);
    try {
      this.text = await load(name);
    } catch (error) {
      socket.answer(explain(error).code);
    }
  }

  async follow(signal: AbortSignal) {
    const texts = watch();
    signal.addEventListener('abort', () => { show('stopped'); });
    try {
      for await (const text of texts) show(text);
    } catch (error) {
      console.warn(error);
    } finally {
      show('end');
    }
  }

  configure(key: string): Promise<void> {
    if (!key) throw new Error('no key');
    this.text = key;
    return Promise.resolve();
  }
}

/** What they do afterwards is used by nothing here; waiting would only take time. */
export async function open(panel: Panel, signal: AbortSignal) {
  panel.refresh('a'); // expect floating-promise (information): panel.refresh('a')
  panel.follow(signal); // expect floating-promise (information): panel.follow(signal)
  panel.configure('b'); // expect floating-promise (information): panel.configure('b')
  show('open');
}
