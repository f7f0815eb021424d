import { Semaphore } from 'async-mutex';

class RateLimiter {
  private readonly semaphore = new Semaphore(5);
  private last = 0;

  async acquire() {
    await this.semaphore.runExclusive(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100 - (Date.now() - this.last)));
      this.last = Date.now();
    });
  }
}

async function limitedFetch(limiter: RateLimiter, url: string) {
  await limiter.acquire();
  return fetch(url);
}

export async function all(urls: string[]) {
  const limiter = new RateLimiter();
  return Promise.all(urls.map((url) => limitedFetch(limiter, url))); // expect unbounded-concurrency: Promise.all(…
}
