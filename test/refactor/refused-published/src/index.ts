export { load as loadTemplate } from './load.ts';
