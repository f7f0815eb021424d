import { store } from './store.ts';

process.on('unhandledRejection', (error) => { console.error('unexpected', error); });

export const started = store('start');
