declare const lock: { lock(): Promise<void>; unlock(): Promise<void>; touch(): Promise<void> };
declare function read(): Promise<string>;

// The callback runs later, and throws elsewhere.
export async function hold() {
  await lock.lock();
  const timer = setInterval(() => void lock.touch(), 5000);
  try {
    console.log(await read());
  } catch (error) {
    console.error(error);
  }
  clearInterval(timer);
  await lock.unlock();
}

export async function holdInDanger() {
  await lock.lock(); // expect missing-cleanup: await lock.lock()
  console.log(await read());
  await lock.unlock();
}
