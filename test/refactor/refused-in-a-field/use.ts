import { load } from './load.ts';

export class Page {
  readonly text = load('page'); // refused: it is called for the field `text`, whose value must be there at once
}
