import type ts from 'typescript';
import { mayHandOverAsync } from '../analysis/callback-gate.ts';
import { mayAwaitLate } from '../analysis/late-gate.ts';
import { mayLeavePromise, mightHoldPromises } from '../analysis/promise-gate.ts';
import { mayReturnPromiseEarly } from '../analysis/return-gate.ts';
import type { TypeMemory } from '../analysis/typescript-oracle.ts';
import { mayUpdateLate } from '../analysis/update-gate.ts';
import { mayUsePromiseAsValue } from '../analysis/value-gate.ts';
import { waitsForCallbacks } from '../knowledge/promise-takers.ts';
import { mayBeValueSink } from '../knowledge/value-sinks.ts';
import type { Gate } from '../rules/define-rule.ts';

/** Whether a rule with a named gate could have anything to say of a file, by TypeScript's own tree of it. `reachesPromises`: whether it imports from where promises may be made. */
export function isOpenByTypes(gate: Extract<Gate, string>, source: ts.SourceFile, types: TypeMemory | undefined, reachesPromises: () => boolean): boolean {
  switch (gate) {
    case 'promises':
      return types ? mayLeavePromise(source, types, reachesPromises) : mightHoldPromises(source.text) || reachesPromises();
    case 'late awaits':
      return mayAwaitLate(source);
    case 'late updates':
      return mayUpdateLate(source);
    case 'returned promises':
      return mayReturnPromiseEarly(source, types);
    case 'promise values':
      return mayUsePromiseAsValue(source, types, mayBeValueSink);
    case 'async callbacks':
      return mayHandOverAsync(source, types, waitsForCallbacks);
  }
}
