async function list() {
  return ['a', 'b'];
}

async function find(name) {
  return { name, age: 3 };
}

export async function report() {
  const names = list().map((name) => name.length); // expect promise-as-value: list()
  const response = fetch('/a');
  if (response.ok) return names; // expect promise-as-value: response
  const body = fetch('/b').json(); // expect promise-as-value: fetch('/b')
  const { age } = find('a'); // expect promise-as-value: find('a')
  const sum = find('b').age + (await find('c')).age; // expect promise-as-value: find('b')
  for (const name of list()) console.log(name); // expect promise-as-value: list()
  const copy = [...list()]; // expect promise-as-value: list()
  const total = list() * 2; // expect promise-as-value: list()
  const same = find('a') == 'a'; // expect promise-as-value: find('a')
  if (find('a') == null || find('a') === undefined) return total;
  return [body, age, sum, copy, total, same, find('d').then((found) => found.age), find('e').unknown];
}
