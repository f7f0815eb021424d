import { appendFile } from 'node:fs';

export const note = (file) => appendFile(file, 'a', err => console.log('written')); // expect swallowed-rejection: err => console.log('written')
