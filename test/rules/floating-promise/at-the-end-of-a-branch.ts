// package: { "name": "notes", "dependencies": { "express": "5" } }
export class Pages {
  private count = 0;

  async load(page: number, last: number): Promise<void> {
    try {
      await Promise.resolve();
      this.count += 1;
    } catch {
      this.count = 0;
    }
  }

  // Behind it nothing comes that could be too early.
  async all(last: number): Promise<void> {
    try {
      if (this.count < last) {
        this.load(this.count, last); // expect floating-promise (hint): this.load(this.count, last)
      } else {
        console.log('all there', this.count);
      }
    } catch (error) {
      console.error(error, this.count);
    }
  }

  // Here the sum is asked for too early.
  async sum(last: number): Promise<number> {
    if (this.count < last) {
      this.load(this.count, last); // expect floating-promise (information): this.load(this.count, last)
    }
    return this.count;
  }

  // And here, before the branch is at its end.
  async tell(last: number): Promise<void> {
    try {
      this.load(this.count, last); // expect floating-promise (information): this.load(this.count, last)
    } finally {
      console.log('there', this.count);
    }
  }
}

export class Player {
  private isPlaying = false;

  async playFrom(name: string): Promise<void> {
    try {
      await Promise.resolve(name);
      this.isPlaying = true;
    } catch {
      this.isPlaying = false;
    }
  }

  // A case goes on with what comes after all of them.
  async handle(command: string, name: string): Promise<void> {
    switch (command) {
      case 'start':
        if (!this.isPlaying) {
          this.playFrom(name); // expect floating-promise (hint): this.playFrom(name)
        }
        break;
      case 'restart':
        this.playFrom(name); // expect floating-promise (information): this.playFrom(name)
      case 'tell':
        console.log(this.isPlaying);
        break;
      default:
        console.log(command, this.isPlaying);
    }
  }
}
