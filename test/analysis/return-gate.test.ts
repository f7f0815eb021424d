import assert from 'node:assert/strict';
import { mayReturnPromiseEarly } from '../../src/analysis/return-gate.ts';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { createFixtureProgram, fixtureRoot } from '../support/fixtures.ts';

function mayReturn(body: string): boolean {
  const path = `${fixtureRoot}/gate.ts`;
  const program = createFixtureProgram(new Map([[path, `declare function f(): Promise<void>; declare function n(): number; declare const lock: Disposable;\nexport async function g() { ${body} }`]]));
  const source = program.getSourceFile(path);
  assert.ok(source);
  return mayReturnPromiseEarly(source, typeMemory(program));
}

describe('gate of early returns', () => {
  for (const open of [
    'try { return f(); } catch (error) { console.error(error); }', 'try { return f(); } catch (error) { throw new Error("no", { cause: error }); }', 'try { return f(); } finally { n(); }',
    'try { n(); } catch (error) { return f(); } finally { n(); }', 'try { return f(); } catch (error) { throw error; } finally { n(); }', 'try { return f(); } catch { n(); }', 'using held = lock; return f();',
  ]) it(`opens for ${open}`, () => assert.equal(mayReturn(open), true));

  for (const shut of [
    'try { n(); } catch (error) { return f(); }', 'try { return f(); } catch (error) { throw error; }', 'try { n(); } finally { return f(); }', 'try { return n(); } finally { n(); }', 'return f();',
  ]) it(`stays shut for ${shut}`, () => assert.equal(mayReturn(shut), false));
});
