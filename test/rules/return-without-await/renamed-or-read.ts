// package: { "name": "notes", "dependencies": { "express": "5" } }
async function load(name: string) {
  const answer = await fetch(`http://notes/${name}`);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer;
}

// Whoever waits hears of the error either way.
export async function open(name: string) {
  try {
    return load(name); // expect return-without-await (hint): return load(name);
  } catch (error) {
    throw new Error(`cannot open ${name}`, { cause: error });
  }
}

export async function read(name: string) {
  try {
    const answer = await load(name);
    return answer.text(); // expect return-without-await (hint): return answer.text();
  } catch {
    return '';
  }
}

export async function find(name: string) {
  try {
    return load(name); // expect return-without-await: return load(name);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
