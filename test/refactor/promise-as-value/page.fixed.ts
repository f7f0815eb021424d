import { greet } from './access.ts';

export async function page(user: string) {
  return { title: await greet(user) };
}
