// package: { "name": "notes", "dependencies": { "express": "5" } }
async function save(note: string) {
  await fetch('/notes', { method: 'POST', body: note });
}

export class Notes {
  isSavingNote = false;
  uploadLoader = false;
  didSendNote = false;
  noteSavedToHistory = false;

  state() {
    return [this.isSavingNote, this.uploadLoader, this.didSendNote, this.noteSavedToHistory];
  }

  async one(note: string) {
    this.isSavingNote = true; // expect missing-cleanup: this.isSavingNote = true
    await save(note);
    this.isSavingNote = false;
  }

  async two(note: string) {
    this.uploadLoader = true; // expect missing-cleanup: this.uploadLoader = true
    await save(note);
    this.uploadLoader = false;
  }

  // These say that something is over: it may well stay so.
  async three(note: string) {
    this.didSendNote = true; // expect missing-cleanup (hint): this.didSendNote = true
    await save(note);
    this.didSendNote = false;
  }

  async four(note: string) {
    this.noteSavedToHistory = true; // expect missing-cleanup (hint): this.noteSavedToHistory = true
    await save(note);
    this.noteSavedToHistory = false;
  }
}
