declare function write(line: string): Promise<void>;

// Each round follows the one before: what the chain begins with decides.
export class Log {
  private last = write('begin');
  private quiet = Promise.resolve();

  add(line: string) {
    this.last = this.last.then(() => write(line));
    const last = this.last;
    last.then(() => console.log('written')); // expect floating-promise: last.then(() => console.log('written'))
  }

  count() {
    this.quiet = this.quiet.then(() => console.log('one more'));
    const { quiet } = this;
    quiet.then(() => console.log('counted')); // expect floating-promise (hint): quiet.then(() => console.log('counted'))
  }
}
