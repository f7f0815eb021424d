#!/usr/bin/env node
import { rm } from 'node:fs/promises';

export async function main() {
  await rm('out', { recursive: true });
}

export function later() {
  main(); // expect floating-promise (hint): main()
}

main();
