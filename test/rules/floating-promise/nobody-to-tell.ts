// package: { "name": "order-desk", "dependencies": { "express": "5" } }
import { rm } from 'node:fs/promises';

const sweep = async () => { await rm('out', { recursive: true }); };
const sweepTables = async () => { await rm('tables', { recursive: true }); };
const sweepDesk = async () => { await rm('desk', { recursive: true }); };
const sweepRoom = async () => { await rm('room', { recursive: true }); };

// Code that cannot wait was mostly written so.
export function inBetween() {
  sweep(); // expect floating-promise (hint): sweep()
}

// A handler or a method may have been written in haste.
export function onOrder(req: { id: string }) {
  console.log(req.id);
  sweepTables(); // expect floating-promise: sweepTables()
}

export class Desk {
  constructor() {
    (async () => { // expect floating-promise (hint): (async () => {…
      await sweepDesk();
    })();
  }

  close() {
    sweepRoom(); // expect floating-promise: sweepRoom()
  }
}
