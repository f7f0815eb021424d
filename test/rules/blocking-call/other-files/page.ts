import { loadTemplate } from './barrel.ts';

/** Comes down to a file that is read two modules away. */
export function renderPage(title: string) {
  return loadTemplate('page').replace('TITLE', title);
}

export function renderEmpty() {
  return '';
}
