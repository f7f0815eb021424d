declare function show(): Promise<void>;

export class Player {
  private looping = false;
  private busy = false;

  setLooping(value: boolean) { this.looping = value; }
  isLooping() { return this.looping || this.busy; }

  async press(key: string) {
    if (key === 'l') {
      this.setLooping(true);
      await show();
    }
    if (key === 'n') {
      this.setLooping(false);
      await show();
    }
  }

  async play(key: string) {
    if (key === 'p') {
      this.busy = true; // expect missing-cleanup: this.busy = true
      await show();
    }
    if (this.isLooping()) await show();
    this.busy = false;
  }
}
