import type { AuditOptions } from './audit-types.ts';
import type { Pace } from './pace.ts';
import { loadNative } from './native/package.ts';
import { startNative, type NativeSession } from './native/session.ts';
import type { MakeChecker } from './program.ts';

/** Native TypeScript as long as it answers, for all projects of an audit. */
export class NativeTypes {
  private session: NativeSession | undefined;

  /** Takes the given one, or that beside this tool. Throws a NativeError where it cannot be had. */
  async start({ cwd, native: given }: Pick<AuditOptions, 'cwd' | 'native'>, pace: Pace): Promise<void> {
    const native = given ?? await loadNative();
    try {
      this.session = startNative(native, cwd);
    } catch (error) {
      await pace.heedSignal();
      throw error;
    }
  }

  /** undefined where it was not started, or is gone. */
  get makeChecker(): MakeChecker | undefined {
    const { session } = this;
    return session && ((...of) => session.checker(...of));
  }

  close(): void {
    this.session?.close();
    this.session = undefined;
  }
}
