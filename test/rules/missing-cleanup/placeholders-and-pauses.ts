/** Something else takes the place of the stub. */
const platform = { wait: (_ms: number): void => { throw new Error('Not implemented: wait'); } };

declare const clock: { sleep(ms: number): Promise<void> };

export class Saves {
  private isBusy = false;

  private settle() {
    return new Promise<void>((resolve) => {
      platform.wait(100);
      resolve();
    });
  }

  private async pause() {
    while (this.isBusy) await clock.sleep(100);
  }

  async collect() {
    this.isBusy = true;
    await this.settle();
    await this.pause();
    this.isBusy = false;
  }
}
