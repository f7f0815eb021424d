import { readFile } from 'node:fs';
import type { EventEmitter } from 'node:events';

export class Gate {
  open: (() => void) | undefined;
  wait = () => new Promise<void>((resolve) => { this.open = resolve; });
}

export const one = (emitter: EventEmitter) => new Promise<string>((resolve) => {
  emitter.on('message', (text: string) => { if (text !== '') resolve(text); });
});

export const timed = (file: string) => new Promise<string>((resolve, reject) => {
  let isDone = false;
  const finish = (text: string) => {
    if (isDone) return;
    isDone = true;
    resolve(text);
  };
  setTimeout(() => reject(new Error('too late')), 1000);
  readFile(file, 'utf8', (error, text) => { if (!error) finish(text); });
});

export const chosen = (kind: 'a' | 'b') => new Promise<number>((resolve, reject) => {
  switch (kind) {
    case 'a': resolve(1); break;
    case 'b': reject(new Error('b')); break;
  }
});

export const limited = (work: Promise<string>, ms: number) => Promise.race([work, new Promise<never>((_, reject) => {
  if (ms === 0) return;
  setTimeout(() => reject(new Error('too late')), ms);
})]);

export function whicheverIsFirst(work: Promise<string>, kind: Promise<string | null>) {
  const found = new Promise<null>((resolve) => {
    kind.then((answer) => {
      if (answer) resolve(null);
    }).catch(() => {});
  });
  return Promise.race([found, work]);
}

export const pause = (ms: number, state: { isStopping: boolean }) => new Promise<void>((resolve) => {
  setTimeout(() => {
    if (!state.isStopping) resolve();
  }, ms);
});

export const optional = (emitter?: EventEmitter) => new Promise((resolve) => { // expect never-settles (hint): new Promise((resolve) => { …
  emitter?.once('done', resolve);
});
