import { T } from '../analysis/nodes.ts';
import { entryOf } from './catalogue.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  ...entryOf('floating-promise'),
  messages: { floating: 'Nobody waits for this promise: if it rejects, the error is lost.' },
  fixes: { await: { title: 'Await the promise', safe: false } },
  check(unit, report) {
    return {
      ExpressionStatement({ expression }) {
        if (expression.type !== T.CallExpression || unit.types.awaitability(expression) !== 'always') return;
        report({ at: expression, message: 'floating', fixes: { await: () => [{ start: expression.range[0], end: expression.range[0], text: 'await ' }] } });
      },
    };
  },
});
