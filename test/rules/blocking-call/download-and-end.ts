import fs from 'node:fs';
import https from 'node:https';

https.get('https://example.org/archive', (response) => {
  response.on('data', (chunk: Buffer) => fs.appendFileSync('archive', chunk));
  response.on('end', () => {
    fs.renameSync('archive', 'done');
    setTimeout(() => process.exit(0), 10);
  });
});
