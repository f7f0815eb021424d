export { loadTemplate as load } from './template.ts';
export * as templates from './template.ts';
