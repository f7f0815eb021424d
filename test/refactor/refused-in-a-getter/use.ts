import { load } from './load.ts';

export const page = {
  get text(): string { // refused: the getter `text` cannot be async
    return load('page');
  },
};
