import { readFileSync } from 'node:fs';
import { loadTemplate } from './template.ts';

export class Store {
  readonly text = readFileSync('store.json', 'utf8');

  get size() {
    return readFileSync('store.json').length;
  }

  find(key: string) {
    return loadTemplate(key);
  }
}

export class Archive extends Store {}

export const readers = { loadTemplate, read: loadTemplate, name: 'readers' };

let settings: string | undefined;

/** Read once and kept: whoever comes first pays, and nobody else. */
export function readSettings() {
  return (settings ??= readFileSync('settings.json', 'utf8'));
}
