// package: { "name": "notes", "dependencies": { "express": "5" } }
// grown
import http from 'node:http';

// Whether it can be parsed, those know whose server it is.
export function ask(address: string): Promise<unknown> {
  return new Promise((resolve, reject) => { // expect never-settles (hint): new Promise((resolve, reject) => {…
    http.get(address, (answer) => {
      let text = '';
      answer.on('data', (part) => { text += part; });
      answer.on('end', () => { resolve(JSON.parse(text)); });
      answer.on('error', reject);
    }).on('error', reject);
  });
}

// What is thrown on purpose was meant for whoever waits.
export function askOnce(address: string): Promise<string> {
  return new Promise((resolve, reject) => { // expect never-settles: new Promise((resolve, reject) => {…
    http.get(address, (answer) => {
      if (answer.statusCode !== 200) throw new Error('not there');
      answer.on('end', () => { resolve('there'); });
      answer.on('error', reject);
    }).on('error', reject);
  });
}
