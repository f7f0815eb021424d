import { scryptSync, timingSafeEqual } from 'node:crypto';
import { recordVisit } from './database.ts';

interface Account {
  name: string;
  salt: string;
  hash: Uint8Array;
}

export class Accounts {
  loading = false;
  private accounts = new Map<string, Account>();

  constructor(private readonly address: string) {}

  async refresh(): Promise<void> {
    this.loading = true;
    const accounts = (await (await fetch(this.address)).json()) as Account[];
    this.accounts = new Map(accounts.map((account) => [account.name, account]));
    this.loading = false;
  }

  async logIn(name: string, password: string): Promise<boolean> {
    const account = this.accounts.get(name);
    if (!account) return false;
    const hash = scryptSync(password, account.salt, 64);
    // async-pitfalls-disable-next-line floating-promise -- a visit that is not counted does no harm
    recordVisit(name);
    return timingSafeEqual(hash, account.hash);
  }

  get isReady(): boolean {
    return !this.loading && this.accounts.size > 0;
  }
}
