import readDefault, { loadTemplate as load, loadLater, loadQuietly, hasTemplate } from './template.ts';
import { defaultTemplate, readTemplate } from './barrel.ts';
import * as pages from './page.ts';
import { Archive, readers, readSettings, Store } from './store.ts';

export async function answer(store: Store, names: string[]) {
  load('a'); // expect blocking-call: load('a')
  readDefault(); // expect blocking-call: readDefault()
  readTemplate('b'); // expect blocking-call: readTemplate('b')
  defaultTemplate(); // expect blocking-call: defaultTemplate()
  hasTemplate('c'); // expect blocking-call (information): hasTemplate('c')
  pages.renderPage('d'); // expect blocking-call: pages.renderPage('d')
  pages.renderEmpty();
  await loadLater('e');
  loadQuietly();
  return names.map(load); // expect blocking-call: load
}

export async function search(store: Store) {
  store.find('a'); // expect blocking-call: store.find('a')
  readSettings();
  new Archive(); // expect blocking-call: new Archive()
  readers.loadTemplate('b'); // expect blocking-call: readers.loadTemplate('b')
  readers.read('c'); // expect blocking-call: readers.read('c')
  return store.size; // expect blocking-call: store.size
}

export const atStartUp = load('once');
