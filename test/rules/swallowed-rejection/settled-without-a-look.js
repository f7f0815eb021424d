export async function prices(shops) {
  const results = await Promise.allSettled([shops.first(), shops.second()]); // expect swallowed-rejection: Promise.allSettled([shops.first(), shops.second()])
  return results.map((result) => result.value.price);
}

export async function first(shops) {
  return (await Promise.allSettled([shops.first()])).map(({ value }) => value); // expect swallowed-rejection: Promise.allSettled([shops.first()])
}

export async function looked(shops) {
  const results = await Promise.allSettled([shops.first(), shops.second()]);
  return results.map((result) => (result.status === 'fulfilled' ? result.value : 0));
}

export async function guarded(shops) {
  const results = await Promise.allSettled([shops.first(), shops.second()]);
  return results.map((result) => result.value ?? 0);
}

export async function dropped(shops) {
  await Promise.allSettled([shops.first(), shops.second()]);
}
