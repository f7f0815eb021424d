import { load, templates } from './index.ts';

export function page(title: string): string {
  const text = load('page').replaceAll('{title}', title);
  return text + templates.loadTemplate('footer');
}

export async function home(): Promise<string> {
  const parts = [page('Home'), load('news')];
  return parts.join('');
}

export const size = (name: string): number => load(name).length;
