// additions: {"safeToFloat": ["analytics.track", "warmUp"]}
import { describe, it } from 'node:test';
import test from 'node:test';

declare const analytics: { track(event: string): Promise<void>; flush(): Promise<void> };
declare function warmUp(): Promise<void>;

describe('sum', () => {
  it('adds', async () => {});
  it.skip('subtracts', async () => {});
  test('multiplies', async () => {});
});

export class Page {
  analytics = analytics;
  open() {
    analytics.track('open');
    this.analytics.track('open again');
    analytics.flush(); // expect floating-promise (hint): analytics.flush()
    warmUp();
  }
}
