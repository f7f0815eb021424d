#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { importPrices } from './import-prices.js';

async function main(): Promise<void> {
  const settings = existsSync('settings.json') ? readFileSync('settings.json', 'utf8') : '{}';
  const { folder = 'prices' } = JSON.parse(settings) as { folder?: string };
  await importPrices(folder);
}

await main();
