// npm run bench [-- --rounds N] [-- cold|keystroke]: measures the built product on a pinned real project, side by side with others.
import { cold } from './cold.mjs';
import { summary } from './figures.mjs';
import { keystroke } from './keystroke.mjs';
import { prepare } from './prepare.mjs';

const args = process.argv.slice(2);
const at = args.indexOf('--rounds');
const rounds = at === -1 ? 5 : Number(args[at + 1]);
const only = args.find((arg) => arg === 'cold' || arg === 'keystroke');

prepare();
const figures = [];
if (only !== 'keystroke') figures.push(...cold(rounds));
if (only !== 'cold') figures.push(...await keystroke(rounds));
summary(figures);
