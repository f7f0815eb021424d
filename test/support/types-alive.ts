import v8 from 'node:v8';
import ts from 'typescript';
import { audit } from '../../src/audit/audit.ts';

// Audits the folder that is named. Prints how many of TypeScript's types are reachable before, and whenever a project begins. A process
// of its own: looking walks the whole heap.

function typesAlive(): number {
  const { constructor } = ts.createProgram({ rootNames: [], options: { noLib: true, types: [] } }).getTypeChecker().getAnyType();
  return v8.queryObjects(constructor, { format: 'count' });
}

const before = typesAlive();
const beginnings: number[] = [];
const { findings } = await audit({ cwd: process.argv[2] ?? '', paths: [], types: 'typescript', withFixes: true }, {
  memory: {
    recall() {
      beginnings.push(typesAlive());
      return undefined;
    },
    listen: () => () => undefined,
  },
});
process.stdout.write(JSON.stringify({ before, beginnings, findings: findings.length }));
