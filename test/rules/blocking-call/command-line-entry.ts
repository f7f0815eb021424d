#!/usr/bin/env node
import { existsSync, writeFileSync } from 'node:fs';

export async function report() {
  if (!existsSync('out')) return;
  writeFileSync('out', 'done'); // expect blocking-call (information): writeFileSync('out', 'done')
}
