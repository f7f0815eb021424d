export async function prices(shops) {
  const results = await Promise.allSettled([shops.first(), shops.second()]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => result.value.price);
}
