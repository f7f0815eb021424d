import { findUser, nameOf, Pages, readConfig } from './library.ts';

export async function all(ids: string[], pages: Pages) {
  await Promise.all(ids.map(readConfig)); // expect unbounded-concurrency: Promise.all(ids.map(readConfig))
  await Promise.all(ids.map((id) => pages.title(id))); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(ids.map(findUser));
  await Promise.all(ids.map(async (id) => (await nameOf(id)) ? id : undefined));
}
