// fix: catch-early
// before: exit 1
// after: caught: b is not there
function load(id: string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (id === 'b') reject(new Error(`${id} is not there`));
    else setImmediate(resolve, id);
  });
}

async function all(ids: string[]): Promise<string[]> {
  const loading = ids.map((id) => load(id));
  const found: string[] = [];
  for (const one of loading) found.push(await one);
  return found;
}

await all(['a', 'b']).then(console.log, (error: Error) => console.log(`caught: ${error.message}`));
