async function send(name) {
  await fetch('https://metrics.example/count', { method: 'POST', body: name });
}

export const metrics = {
  async count(name) {
    await send(name);
  },
};

export async function flush(names) {
  names.map((name) => send(name));
  await send('flushed');
}
