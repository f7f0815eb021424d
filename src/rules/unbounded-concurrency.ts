import { entryOf } from './catalogue.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  ...entryOf('unbounded-concurrency'),
  messages: { todo: 'To be written.' },
  fixes: {},
  check() {
    return {};
  },
});
