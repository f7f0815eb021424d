import { open } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright';
import { inner } from './helpers/answers.ts';

// To look at what is held, and what is built in, is not where things go wrong.
export async function version() {
  const browser = await chromium.launch();
  const text = browser.version();
  await browser.close();
  return text;
}

export async function describe(entry: { id: number }) {
  const file = await open('log', 'a');
  const line = JSON.stringify({ ...entry, at: path.join('a', 'b'), tags: ['x'].map((tag) => tag.toUpperCase()) });
  await file.close();
  return line;
}

// The promise comes from another file, where every error is dealt with.
export class Preview {
  isLoading = false;
  private readonly answers = inner;

  async show(address: string) {
    this.isLoading = true;
    const answer = await this.answers.fetchAnswer(address);
    this.isLoading = false;
    return answer;
  }
}

export class Store {
  isClosing = false;

  // The process ends here, and its listeners with it.
  async close() {
    const keep = () => { this.isClosing = true; };
    process.addListener('unhandledRejection', keep);
    await fetch('https://example.org/flush');
    process.removeListener('unhandledRejection', keep);
  }

  async refresh() {
    const keep = () => { this.isClosing = true; };
    process.addListener('unhandledRejection', keep);
    try {
      await fetch('https://example.org/refresh');
    } finally {
      process.removeListener('unhandledRejection', keep);
    }
  }
}
