// package: { "name": "notes", "dependencies": { "note-client": "1" } }
import client from 'note-client';
import ownClient from '@notes/client';

// What package.json does not name is found by a bundler's settings: it may be anything of the project's own.
export class Notes {
  busy = false;

  isBusy() {
    return this.busy;
  }

  async ofAPackage(note) {
    this.busy = true; // expect missing-cleanup: this.busy = true
    await client.checkIn(note);
    this.busy = false;
  }

  async ofTheProject(note) {
    this.busy = true; // expect missing-cleanup (hint): this.busy = true
    await ownClient.checkIn(note);
    this.busy = false;
  }
}
