import { chromium, type Browser } from 'playwright';

// One cause, one finding: to close the browser closes its contexts.
export async function print(remote: string | undefined, address: string) {
  let browser: Browser;

  if (remote) {
    browser = await chromium.connectOverCDP(remote);
  } else {
    browser = await chromium.launch(); // expect missing-cleanup: browser
  }

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const result = await page.pdf();

  await context.close();

  void browser.close();

  return result;
}
