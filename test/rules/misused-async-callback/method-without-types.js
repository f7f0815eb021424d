export class Discovery {
  async beat() {
    await fetch('/beat');
  }

  start() {
    // A class that extends this one may do it at once.
    this.timer = setInterval(() => this.beat(), 1000); // expect misused-async-callback: () => this.beat()
  }

  stop() {
    clearInterval(this.timer);
  }
}

async function save() {
  await fetch('/save');
}

export function later() {
  setTimeout(() => save(), 1000); // expect misused-async-callback: () => save()
}
