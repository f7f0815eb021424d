// types: off
async function load(id) {
  const answer = await fetch(`/items/${id}`);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

export async function both() {
  const one = load(1);
  const two = load(2); // expect late-await: load(2)
  const first = await one;
  const second = await two;
  return [first, second];
}
