// package: { "name": "notes", "dependencies": { "express": "5" } }
async function next() {
  const answer = await fetch('/next');
  return answer.ok;
}

// That it is idle stays true until something comes; another method says so too.
export class Worker {
  private idle = false;
  private busy = false;

  async status() {
    this.idle = true; // expect missing-cleanup (hint): this.idle = true
    if (await next()) this.idle = false;
    return this.idle;
  }

  wake() {
    this.idle = false;
  }

  private isAsleep = true;

  async rest() {
    if (!this.isAsleep) this.isAsleep = true; // expect missing-cleanup (hint): this.isAsleep = true
    if (await next()) this.isAsleep = false;
    return this.isAsleep;
  }

  async work() {
    if (this.busy) return;
    this.busy = true; // expect missing-cleanup: this.busy = true
    await next();
    this.busy = false;
  }
}
