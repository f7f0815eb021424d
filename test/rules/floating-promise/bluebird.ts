// package: { "name": "site", "dependencies": { "bluebird": "3" } }
// @ts-expect-error the package is not here
import Promise from 'bluebird';
import { mkdir } from 'node:fs/promises';

export class Site {
  /** Bluebird prints what nobody handles, and the program goes on. */
  make(folders: string[]): Promise<void> {
    for (const folder of folders) mkdir(folder); // expect floating-promise (hint): mkdir(folder)
    return Promise.resolve();
  }
}
