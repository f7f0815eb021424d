declare function connect(): Promise<string>;

export async function untilItAnswers() {
  const late = new Promise<never>((_, reject) => { setTimeout(() => reject(new Error('too late')), 30_000); });
  for (;;) {
    try {
      return await Promise.race([connect(), late]);
    } catch (error) {
      if (error instanceof Error && error.message === 'too late') throw error;
    }
  }
}

export async function twice() {
  const late = new Promise<never>((_, reject) => { setTimeout(reject, 30_000); });
  const attempt = async () => await Promise.race([connect(), late]);
  return [await attempt(), await attempt()];
}

export async function oneEach() {
  for (let round = 0; round < 3; round++) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => { timer = setTimeout(reject, 30_000, round); });
    await Promise.race([connect(), late]).finally(() => clearTimeout(timer));
  }
}

export async function oneAfterTheOther() {
  const late = new Promise<never>((_, reject) => { setTimeout(reject, 30_000); });
  await Promise.race([connect(), late]);
  return await Promise.race([connect(), late]);
}
