export * from './template.ts';
export { loadTemplate as readTemplate, default as defaultTemplate } from './template.ts';
