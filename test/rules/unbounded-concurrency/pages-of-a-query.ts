interface Row { id: string }
declare const store: {
  find(options: { take?: number; offset?: number }): Promise<Row[]>;
  findAndCount(options: { limit?: number }): Promise<{ rows: Row[]; total: number }>;
};
declare function downloadParts(row: Row): Promise<Row>;

export async function page(offset: number, limit: number) {
  const first = await store.find({ take: 20 });
  const { rows } = await store.findAndCount({ limit });
  const [found, one] = await Promise.all([store.find({ take: limit, offset }), store.find({ take: 1 })]);
  const everything = await store.find({});
  const many = await store.find({ take: 5000 });
  await Promise.all(first.map(downloadParts));
  await Promise.all(rows.map(downloadParts));
  await Promise.all(found.concat(one).map(downloadParts));
  await Promise.all(everything.map(downloadParts)); // expect unbounded-concurrency: Promise.all(everything.map(downloadParts))
  await Promise.all(many.map(downloadParts)); // expect unbounded-concurrency: Promise.all(many.map(downloadParts))
}
