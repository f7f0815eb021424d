async function list() {
  return ['a', 'b'];
}

async function find(name) {
  return { name, age: 3 };
}

export async function report() {
  const names = (await list()).map((name) => name.length);
  const response = fetch('/a');
  if ((await response).ok) return names;
  const body = (await fetch('/b')).json();
  const { age } = await find('a');
  const sum = (await find('b')).age + (await find('c')).age;
  for (const name of await list()) console.log(name);
  const copy = [...await list()];
  const total = await list() * 2;
  const same = await find('a') == 'a';
  if (find('a') == null || find('a') === undefined) return total;
  return [body, age, sum, copy, total, same, find('d').then((found) => found.age), find('e').unknown];
}
