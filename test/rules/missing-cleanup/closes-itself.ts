declare function send(text: string): Promise<string>;

/** Lets itself go when its work fails. */
class Waiter {
  private timer = setInterval(() => undefined, 1000);

  async wait(text: string) {
    return await this.race(text);
  }

  private async race(text: string) {
    try {
      return await send(text);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  async ask(text: string) {
    return send(text);
  }

  dispose() {
    clearInterval(this.timer);
  }
}

export async function waits() {
  const waiter = new Waiter();
  const answer = await waiter.wait('ready');
  waiter.dispose();
  return answer;
}

export async function asks() {
  const waiter = new Waiter(); // expect missing-cleanup: waiter
  const answer = await waiter.ask('ready');
  waiter.dispose();
  return answer;
}
