async function send(text) {
  await fetch('/notes', { body: text });
}

export class Notes {
  last = null;

  // Whether it is still this promise is what is asked.
  async save(text) {
    const sending = send(text);
    this.last = sending;
    await sending;
    if (this.last === sending) this.last = null;
  }

  async check(text) {
    const sending = send(text);
    return sending === 'sent'; // expect promise-as-value: sending
  }
}
