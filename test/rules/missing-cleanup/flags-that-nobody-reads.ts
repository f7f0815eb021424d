// package: { "name": "notes", "dependencies": { "express": "5" } }
async function load() {
  await fetch('/notes');
}

declare const picker: { busy: boolean };

export class Notes {
  isRefreshingNotes = false;
  isReloadingNotes = false;

  // It is only ever written, in whatever file.
  async refresh() {
    this.isRefreshingNotes = true; // expect missing-cleanup (hint): this.isRefreshingNotes = true
    await load();
    this.isRefreshingNotes = false;
  }

  async reload() {
    if (this.isReloadingNotes) return;
    this.isReloadingNotes = true; // expect missing-cleanup: this.isReloadingNotes = true
    await load();
    this.isReloadingNotes = false;
  }

  // A bar that moves.
  async pick() {
    picker.busy = true; // expect missing-cleanup (hint): picker.busy = true
    await load();
    picker.busy = false;
  }
}

declare const config: { isThinking: boolean; isOpening: boolean };

// One answer turns it on, the other one off.
export async function choose(answer: string) {
  if (answer === 'on') {
    config.isThinking = true;
    await load();
  } else {
    await load();
    config.isThinking = false;
  }
  if (config.isThinking) await load();
}

export async function open() {
  if (config.isOpening) return;
  config.isOpening = true; // expect missing-cleanup: config.isOpening = true
  await load();
  config.isOpening = false;
}

declare const session: { setOpening(isOpening: boolean): void; isOpening: boolean };

// What else sets it back, those know who have made the store.
export async function openSession() {
  session.setOpening(true); // expect missing-cleanup (hint): session.setOpening(true)
  await load();
  session.setOpening(false);
}
