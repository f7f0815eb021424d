interface Command { action(run: () => Promise<void> | void): Command }
declare const command: Command;
declare function build(): Promise<void>;
declare function publish(): void;

command.action(async () => {
  build(); // expect floating-promise: build()
  publish();
}).action(() => {
  publish();
  build(); // expect floating-promise (hint): build()
});

/** Started by somebody else, who has its error. */
export async function show(loading: { load(): { done: Promise<string> } }) {
  const { done } = loading.load();
  (async () => { publish(); await done; })(); // expect floating-promise (hint): (async () => { publish(); await done; })()
}
