export class Discovery {
  async beat() {
    await fetch('/beat');
  }

  start() {
    // A class that extends this one may do it at once.
    this.timer = setInterval(() => { void Promise.resolve(this.beat()).catch((error) => { console.error(error); }); }, 1000);
  }

  stop() {
    clearInterval(this.timer);
  }
}

async function save() {
  await fetch('/save');
}

export function later() {
  setTimeout(() => { void save().catch((error) => { console.error(error); }); }, 1000);
}
