import { createServer } from 'node:http';
import { home, page, size } from './page.ts';

const banner = await page('Banner');

createServer((_request, response) => {
  home().then(async (text) => response.end(text + await size('page'))).catch(console.error);
});

export default banner;
