export async function prices(shops) {
  const results = await Promise.allSettled([shops.first(), shops.second()]); // expect swallowed-rejection: Promise.allSettled([shops.first(), shops.second()])
  return results.map((result) => result.value.price);
}
