import { entryOf } from './catalogue.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  ...entryOf('missing-cleanup'),
  messages: { todo: 'To be written.' },
  fixes: {},
  check() {
    return {};
  },
});
