// The script of the HTML report. It is the only one, runs once, and reaches for nothing outside of the document.
import type { EditorWindow, PageData } from './data.ts';
import { byId } from './dom.ts';
import { FindingList } from './list.ts';
import { offerRefresh } from './refresh.ts';
import { offerTheme } from './theme.ts';

declare function acquireVsCodeApi(): EditorWindow;

const editor = 'inEditor' in document.body.dataset ? acquireVsCodeApi() : undefined;
if (editor) offerRefresh(byId('changed', HTMLParagraphElement), byId('refresh', HTMLButtonElement), editor);
else offerTheme(byId('theme', HTMLButtonElement));

if (document.getElementById('list')) new FindingList(JSON.parse(byId('data', HTMLScriptElement).text) as PageData, editor).start();
