import { EventEmitter } from 'node:events';

const emitter = new EventEmitter({ captureRejections: true });

emitter.on('line', async (line) => {
  await fetch(line);
});

emitter[Symbol.for('nodejs.rejection')] = console.error;
