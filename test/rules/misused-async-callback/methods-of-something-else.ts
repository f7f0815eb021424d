interface Page { name: string; prefetch?: () => void }
declare const users: { prefetch(): Promise<void> };
declare function load(name: string): Promise<void>;

export const pages: Page[] = [
  { name: 'users', prefetch: users.prefetch },
  { name: 'groups', prefetch: async () => { await load('groups'); } }, // expect misused-async-callback: async () => { await load('groups'); }
];
