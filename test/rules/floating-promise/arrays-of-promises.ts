declare function remove(id: string): Promise<void>;

export async function removeAll(ids: string[]) {
  ids.map(async (id) => { await remove(id); }); // expect floating-promise: ids.map(async (id) => { await remove(id); })
  ids.map(remove); // expect floating-promise: ids.map(remove)
  ids.filter(Boolean).map((id) => remove(id)); // expect floating-promise: ids.filter(Boolean).map((id) => remove(id))
  Promise.all(ids.slice(0, 4).map(remove)); // expect floating-promise: Promise.all(ids.slice(0, 4).map(remove))
  ids.map((id) => id.trim());
  await Promise.all(ids.slice(0, 4).map(remove));
}

export async function removeBoth() {
  [remove('a'), remove('b')]; // expect floating-promise: [remove('a'), remove('b')]
  await [remove('c'), remove('d')]; // expect floating-promise: await [remove('c'), remove('d')]
}
