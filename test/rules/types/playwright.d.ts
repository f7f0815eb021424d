declare module 'playwright' {
  export interface Page {
    goto(address: string): Promise<void>;
    pdf(): Promise<Uint8Array>;
  }
  export interface BrowserContext {
    newPage(): Promise<Page>;
    close(): Promise<void>;
  }
  export interface Browser {
    version(): string;
    newContext(): Promise<BrowserContext>;
    close(): Promise<void>;
  }
  export const chromium: { launch(): Promise<Browser>; connectOverCDP(address: string): Promise<Browser> };
}
