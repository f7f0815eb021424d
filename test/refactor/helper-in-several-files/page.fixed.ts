import { load, templates } from './index.ts';

export async function page(title: string): Promise<string> {
  const text = (await load('page')).replaceAll('{title}', title);
  return text + await templates.loadTemplate('footer');
}

export async function home(): Promise<string> {
  const parts = [await page('Home'), await load('news')];
  return parts.join('');
}

export const size = async (name: string): Promise<number> => (await load(name)).length;
