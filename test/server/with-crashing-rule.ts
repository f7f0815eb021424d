// The server with one more rule, which fails on every file.
import type { AnyRule } from '../../src/rules/define-rule.ts';
import { rules } from '../../src/rules/index.ts';
import { runServer } from '../../src/server/server.ts';

const crashing: AnyRule = {
  id: 'crashing-rule',
  severity: 'warning',
  summary: 'Fails.',
  messages: {},
  fixes: {},
  check: () => ({ Program() { throw new Error('on purpose'); } }),
};
(rules as AnyRule[]).push(crashing);

runServer();
