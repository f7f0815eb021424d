import { Provider } from './other-files/provider.ts';

export class Local extends Provider {
  // Waits for the empty `signIn` alone.
  override async prepare(): Promise<void> {
    super.prepare(); // expect floating-promise (information): super.prepare()
  }

  override async start(): Promise<void> {
    super.start(); // expect floating-promise: super.start()
  }
}
