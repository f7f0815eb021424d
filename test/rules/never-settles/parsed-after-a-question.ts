import type { EventEmitter } from 'node:events';

declare function tryParseJson(text: string): boolean;

// What cannot be parsed does not come so far.
export function answerOf(source: EventEmitter): Promise<unknown> {
  return new Promise((resolve) => {
    source.on('answer', (text: string) => {
      if (JSON.stringify(text) !== '{}' && tryParseJson(text)) resolve(JSON.parse(text));
    });
  });
}

export function anyAnswerOf(source: EventEmitter): Promise<unknown> {
  return new Promise((resolve) => { // expect never-settles: new Promise((resolve) => {…
    source.on('answer', (text: string) => {
      if (JSON.stringify(text) !== '{}') resolve(JSON.parse(text));
    });
  });
}
