interface Options {
  /** Whoever writes one may well write a plain function. */
  onChange?: (text: string) => void | Promise<void>;
  /** This one waits for something. */
  persist?: (text: string) => Promise<void>;
}
declare function load(): Promise<string>;

/** Seen, this is a promise whenever it matters. */
function refresh(force: boolean): Promise<string> | undefined {
  return force ? load() : undefined;
}

export class Editor {
  private readonly options: Options = {};

  type(text: string) {
    this.options.onChange?.(text); // expect floating-promise (hint): this.options.onChange?.(text)
    this.options.persist?.(text); // expect floating-promise: this.options.persist?.(text)
    refresh(text === ''); // expect floating-promise: refresh(text === '')
  }
}
