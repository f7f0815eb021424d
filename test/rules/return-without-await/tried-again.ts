declare function cookiesOf(url: string): Promise<string[]>;
declare function origin(): Promise<string>;

// That the handler does not run makes no difference: it would do the same once more.
export async function cookies(name: string) {
  try {
    const url = await origin();
    if (url === 'null') return cookiesOf(name);
    console.log(url);
  } catch {
    return cookiesOf(name);
  }
  return [];
}

export async function cookiesOrNone(name: string) {
  try {
    return cookiesOf(name); // expect return-without-await: return cookiesOf(name);
  } catch {
    return [];
  }
}
