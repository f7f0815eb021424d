import { createServer } from 'node:http';
import { home, page, size } from './page.ts';

const banner = page('Banner');

createServer((_request, response) => {
  home().then((text) => response.end(text + size('page'))).catch(console.error);
});

export default banner;
