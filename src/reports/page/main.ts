// The script of the HTML report. It is the only one, runs once, and reaches for nothing outside of the document.
import type { OpenMessage, PageData } from './data.ts';
import { byId } from './dom.ts';
import { FindingList } from './list.ts';
import { offerTheme } from './theme.ts';

declare function acquireVsCodeApi(): { postMessage(message: OpenMessage): void };

const isInEditor = 'inEditor' in document.body.dataset;
if (!isInEditor) offerTheme(byId('theme', HTMLButtonElement));

if (document.getElementById('list')) {
  const data = JSON.parse(byId('data', HTMLScriptElement).text) as PageData;
  const editor = isInEditor ? acquireVsCodeApi() : undefined;
  new FindingList(data, editor && ((message) => editor.postMessage(message))).start();
}
