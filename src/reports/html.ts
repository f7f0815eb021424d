import { createHash } from 'node:crypto';
import { overview, problemSection } from './html-overview.ts';
import { markup, type Markup } from './markup.ts';
import { pageData } from './page-data.ts';
import { baseName, plural } from './words.ts';
import { withoutControls } from './page/visible.ts';
import type { Report } from './report.ts';

/** What the page is made of, and where it will be shown. */
export interface PageOptions {
  /** The text of media/report.css. */
  style: string;
  /** The script of the page, bundled: dist/report.js. */
  script: string;
  /** Shown in a window of an editor: its nonce for style and script, its colours, and a click on a place asks it to open the file. */
  editor?: { nonce: string };
}

/** The report as one HTML document that needs nothing else: no network, no other file. */
export function htmlReport(report: Report, { style, script, editor }: PageOptions): string {
  const nonce = editor ? ` nonce="${markup`${editor.nonce}`.html}"` : '';
  const name = withoutControls(baseName(report.cwd));
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script, editor?.nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Async Pitfalls: ${name}</title>
<style${raw(nonce)}>${raw(style)}</style>
</head>
<body${raw(editor ? ' data-in-editor' : '')}>
<header>
<h1>Async Pitfalls <span>${name}</span></h1>
<p>${verdict(report)}</p>
${editor ? refreshOffer : themeSwitch}
</header>
<main>
${overview(report)}
${findingsSection(report)}
${problemSection(report)}
</main>
<footer><p>Made by async-pitfalls ${report.toolVersion}. The code is what was audited; it may have changed since.</p></footer>
<script type="application/json" id="data"${raw(nonce)}>${raw(inScript(JSON.stringify(pageData(report))))}</script>
<script${raw(nonce)}>${raw(script)}</script>
</body>
</html>
`;
  return page.html;
}

const themeSwitch = markup`<button type="button" id="theme" aria-pressed="false" hidden>Dark</button>`;

/** The editor says when it is time for it. */
const refreshOffer = markup`<p id="changed" role="status" hidden>Something has changed since this report was made. <button type="button" id="refresh">Refresh</button></p>`;

/** Nothing is loaded, and nothing runs but the page's own script. */
function policy(style: string, script: string, nonce: string | undefined): string {
  const source = (text: string): string => (nonce === undefined ? `'sha256-${createHash('sha256').update(text).digest('base64')}'` : `'nonce-${nonce}'`);
  return `default-src 'none'; style-src ${source(style)}; script-src ${source(script)}; base-uri 'none'; form-action 'none'`;
}

function verdict({ summary, remarks = [] }: Report): string {
  const found = summary.findings === 0 ? 'No pitfalls found' : plural(summary.findings, 'pitfall');
  const notes = [...(summary.partial ? ['The audit was interrupted, so this is not all.'] : []), ...remarks];
  return `${found} in ${plural(summary.files, 'file')}${notes.length > 0 ? `. ${notes.join(' ')}` : ''}`;
}

/** The script fills the table; what needs it is hidden until it runs. */
function findingsSection({ findings }: Report): Markup {
  if (findings.length === 0) return markup``;
  return markup`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
<noscript><p>The list of findings needs JavaScript.</p></noscript>
<div id="list" hidden>
<form id="filters" role="search" aria-label="Findings">
<label class="grow">Search <input type="search" id="search" placeholder="path, rule or message" autocomplete="off" spellcheck="false"></label>
<label>Rule <select id="rule"><option value="">all</option></select></label>
<fieldset id="severities"><legend>Severity</legend></fieldset>
<button type="button" id="folder" hidden></button>
<button type="reset">Clear</button>
</form>
<p><span id="count" role="status"></span> <button type="button" id="open-all">Open all shown</button></p>
<table role="table">
<caption class="unseen">Findings; press Enter on one to see its code</caption>
<thead role="rowgroup"><tr role="row"></tr></thead>
<tbody role="rowgroup"></tbody>
</table>
<button type="button" id="more" hidden></button>
</div>
</section>`;
}

/** A less-than sign could end the script element. */
function inScript(json: string): string {
  return json.replace(/</g, '\\u003c');
}

function raw(html: string): Markup {
  return { html };
}
