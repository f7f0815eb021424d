#!/usr/bin/env node
import { writeFileSync } from 'node:fs';

export async function run() {
  writeFileSync('out', 'done'); // expect blocking-call (information): writeFileSync('out', 'done')
}
