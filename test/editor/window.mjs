// A user at a VS Code window: every method is something that a person does, or waits for something that a person sees.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from './harness/browser.mjs';
import { ensureInstalled } from './harness/install.mjs';
import { onInterrupt } from './harness/interrupt.mjs';
import { startServer, windowUrl } from './harness/server.mjs';
import { teachMeasuring } from './measuring.mjs';

const shotsDir = path.join(import.meta.dirname, 'shots');

/** Before a story: pictures of an earlier one would stand between its own. `folder`: the one in shots/ that is cleared; left out: all. */
export function clearShots(folder = '') {
  fs.rmSync(path.join(shotsDir, folder), { recursive: true, force: true });
}

/** Suggestions would take the Enter key of typed text. */
const typingSettings = { 'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' }, 'editor.wordBasedSuggestions': 'off' };

/**
 * Opens a copy of `workspace` in a window with the packaged extension `vsix` installed.
 * @param {object} options
 * @param {string} options.vsix
 * @param {string} options.workspace
 * @param {(folder: string) => void} [options.prepare] adds to the copy before it is opened
 * @param {object} [options.settings] the user's
 * @param {object} [options.view] of the page: `viewport`, `deviceScaleFactor`
 * @param {string} [options.shots] the folder in shots/ for this window's pictures
 * @param {boolean} [options.workspaceTrust] whether the window asks for trust
 * @param {string[]} [options.preload] modules that the extension host loads before anything else
 * @param {object} [options.env] for the editor's server and its extension host
 * @param {boolean} [options.verbose] prints what the server says
 */
export async function openWindow({ vsix, workspace, prepare, settings = {}, view = {}, shots = '', workspaceTrust = false, preload, env, verbose = false }) {
  ensureInstalled();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-window-'));
  const folder = path.join(temporary, path.basename(workspace));
  fs.cpSync(workspace, folder, { recursive: true });
  prepare?.(folder);
  let server;
  let browser;
  const close = async () => {
    await browser?.close();
    await server?.stop();
    fs.rmSync(temporary, { recursive: true, force: true });
    ignoreInterrupt();
  };
  const ignoreInterrupt = onInterrupt(close);
  try {
    server = await startServer({ vsix, settings: { ...typingSettings, ...settings }, workspaceTrust, preload, env, log: verbose ? console.error : undefined });
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...view });
    const window = new EditorWindow(page, folder, server, close, path.join(shotsDir, shots));
    await page.goto(windowUrl(server, { folder }));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return window;
  } catch (error) {
    await close();
    throw error;
  }
}

class EditorWindow {
  /** Addresses outside this machine that the window asked for. */
  outsideRequests = [];
  #shots = 0;

  constructor(page, folder, server, close, shotsDir) {
    this.page = page;
    this.folder = folder;
    this.server = server;
    this.close = close;
    this.shotsDir = shotsDir;
    // A machine that does much else takes its time: this only ends what would never come.
    page.setDefaultTimeout(120_000);
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      // A rendered page asks for its parts under such a name; a service worker of the window answers.
      const isOwn = hostname === '127.0.0.1' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
      if (/^(https?|wss?):$/.test(protocol) && !isOwn) this.outsideRequests.push(request.url());
    });
  }

  /** A picture for test/editor/shots/, numbered in the order of the story. */
  async shot(name) {
    fs.mkdirSync(this.shotsDir, { recursive: true });
    const file = path.join(this.shotsDir, `${String(++this.#shots).padStart(2, '0')}-${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  press(...keys) {
    return inTurn(keys, (key) => this.page.keyboard.press(key));
  }

  /** Types at the caret, one key after the other. */
  type(text) {
    return this.page.keyboard.type(text);
  }

  // Files

  /** Opens a file by its path in the workspace, as quick open does. */
  async open(file) {
    const name = path.posix.basename(file);
    await this.#pick('Control+p', file, this.#rows().filter({ hasText: name }));
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.#editor().waitFor();
  }

  /** The titles of the open tabs. */
  async tabs() {
    return (await this.page.locator('.tab .label-name').allInnerTexts()).map(oneLine);
  }

  /** Closes the open file; what is not saved is dropped. */
  async closeFile() {
    const tabs = this.page.locator('.tab');
    const before = await tabs.count();
    await this.command('View: Revert and Close Editor');
    await tabs.nth(before - 1).waitFor({ state: 'detached' });
  }

  /** Saves the open file. */
  async save() {
    await this.press('Control+s');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  onDisk(file) {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Changes a file behind the editor's back. */
  changeOnDisk(file, change) {
    fs.writeFileSync(path.join(this.folder, file), change(this.onDisk(file)));
  }

  /** Waits until the file on disk has this text; what it has in the end is compared, so that a failure shows the difference. */
  async expectOnDisk(file, text) {
    await changesOf(path.join(this.folder, file), () => this.onDisk(file) === text);
    assert.equal(this.onDisk(file), text);
  }

  // Text and caret

  /** The lines that can be seen, in their order. */
  async text() {
    await this.#measure();
    return this.page.evaluate(() => window.visibleLines().map((line) => line.text).join('\n'));
  }

  /** Waits until the open editor shows this text. */
  async seeText(text) {
    await this.#measure();
    await this.page.waitForFunction((wanted) => window.visibleLines().some((line) => line.text.includes(wanted)), text);
  }

  async notSeeText(text) {
    await this.#measure();
    await this.page.waitForFunction((unwanted) => !window.visibleLines().some((line) => line.text.includes(unwanted)), text);
  }

  /** Waits until the open editor shows this text and no other, as far down as it has room; the lines are compared, so that a failure shows the difference. */
  async seeWhole(text) {
    const wanted = text.split('\n');
    await this.#measure();
    const shown = await this.page.waitForFunction((lines) => {
      const seen = window.visibleLines().map((line) => line.text);
      return seen.length >= Math.min(lines.length, 20) && seen.every((line, index) => line === lines[index]);
    }, wanted).catch(() => undefined);
    if (!shown) assert.equal(await this.text(), text);
  }

  /** Puts the caret before a text that can be seen; `nth` counts from 0. */
  async caretBefore(text, nth = 0) {
    const { left, y } = await this.#boxOf(text, nth);
    await this.page.mouse.click(left + 1, y);
    await this.#pointerAway();
  }

  /** Puts the caret at a place, 1-based, by "Go to Line/Column". */
  async caretAt(line, column = 1) {
    await this.press('Control+g');
    const input = this.#input();
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await this.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  // Findings

  /** The texts that are underlined: all, or those of a severity (`error`, `warning`, `info`, `hint`). */
  async underlined(severity) {
    await this.#measure();
    return this.page.evaluate((wanted) => window.underlined(wanted), severity);
  }

  /** Waits until this very text is underlined. */
  async seeUnderlined(text, severity) {
    await this.#measure();
    await this.page.waitForFunction(([wanted, level]) => window.underlined(level).includes(wanted), [text, severity]);
  }

  async notSeeUnderlined(text, severity) {
    await this.#measure();
    await this.page.waitForFunction(([unwanted, level]) => !window.underlined(level).includes(unwanted), [text, severity]);
  }

  /** Rests the pointer on a text and waits for a hover that says `expected`; gives all that it says. */
  async hover(text, expected, nth = 0) {
    const { x, y } = await this.#boxOf(text, nth);
    await this.page.mouse.move(x, y);
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents').filter({ hasText: expected });
    await hover.first().waitFor();
    return hover.first().innerText();
  }

  /** Clicks a link in the open hover. */
  async followLink(text) {
    await this.page.locator('.monaco-hover:not(.hidden) .hover-contents a', { hasText: text }).first().click();
  }

  async leaveHover() {
    await this.#pointerAway();
    await this.press('Escape');
    await this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor({ state: 'detached' });
  }

  /** The rows that can be seen of the open Problems view, once one of them says `expected`. */
  async problems(expected) {
    const row = this.#problems().filter({ hasText: expected }).first();
    try {
      await row.waitFor({ timeout: 10_000 });
    } catch {
      // The view puts back the filter that it had when it is shown again, now and then over what was typed meanwhile.
      if (this.filter !== undefined && await this.#problemsFilter().inputValue() !== this.filter) await this.filterProblems(this.filter);
      await row.waitFor();
    }
    return (await this.#problems().allInnerTexts()).map(oneLine);
  }

  /** Types into the filter of the open Problems view. */
  async filterProblems(text) {
    this.filter = text;
    await this.#problemsFilter().fill(text);
  }

  /** Waits until no row of the open Problems view says `text`. */
  async notSeeProblem(text) {
    await this.#problems().filter({ hasText: text }).first().waitFor({ state: 'detached' });
  }

  // Fixes

  /** The titles behind Ctrl+. at the caret, once one of them says `expected`; the menu stays open. */
  async fixes(expected) {
    const choices = this.page.locator('.action-widget:not(.action-list-submenu-panel) .monaco-list-row.action');
    const wanted = (expected ? choices.filter({ hasText: expected }) : choices).first();
    for (let tries = 1; ; tries += 1) {
      // The light bulb: the editor's own question at this place is answered. Before that it may drop ours.
      await this.page.locator('.lightBulbWidget').first().waitFor();
      await this.press('Control+.');
      try {
        await wanted.waitFor({ timeout: 6000 });
        return (await choices.allInnerTexts()).map(oneLine);
      } catch (error) {
        // A bulb that is left from the text before answers for that text: without ours, or with no menu at all.
        if (tries === 3) throw error;
        await this.press('Escape');
      }
    }
  }

  /** Takes a fix from the open menu. */
  async takeFix(title) {
    await this.page.locator('.action-widget:not(.action-list-submenu-panel) .monaco-list-row.action').filter({ hasText: title }).first().click();
    await this.page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  }

  /** Waits until nothing at the caret has a fix: no light bulb. */
  async seeNoFixes() {
    await this.page.locator('.lightBulbWidget').first().waitFor({ state: 'hidden' });
  }

  /** Takes a fix at the caret without the pointer. `look` is called while the fix is chosen and not yet taken. */
  async takeFixByKeys(title, look) {
    const offered = await this.fixes(title);
    await this.press(...Array(offered.findIndex((one) => one === title)).fill('ArrowDown'));
    await this.page.locator('.action-widget .monaco-list-row.action.focused').filter({ hasText: exactly(title) }).waitFor();
    await look?.();
    await this.press('Enter');
    await this.page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  }

  /** Takes a fix at a text that can be seen. */
  async fixAt(text, title) {
    await this.caretBefore(text);
    await this.fixes(title);
    await this.takeFix(title);
  }

  /** The rows of the refactor preview, once one of them says `expected`: whether each is ticked, and its text. */
  async preview(expected) {
    const rows = this.page.locator('.pane-header[aria-label="Refactor Preview Section"] + .pane-body .monaco-list-row');
    await rows.filter({ hasText: expected }).first().waitFor();
    return rows.evaluateAll((elements) => elements.map((row) => ({ ticked: row.querySelector('.monaco-checkbox')?.getAttribute('aria-checked') === 'true', text: row.innerText.replace(/\s+/g, ' ').trim() })));
  }

  /** Presses a button of the refactor preview: `Apply`, `Discard`. */
  async answerPreview(button) {
    await this.page.locator('.panel .monaco-button', { hasText: button }).first().click();
  }

  /** The colour of a text, as `rgb(…)`. */
  async colourOf(text, nth = 0) {
    await this.#boxOf(text, nth);
    return this.page.evaluate(([wanted, index]) => getComputedStyle(window.boxesOf(wanted)[index].element).color, [text, nth]);
  }

  // Commands and what they show

  /** Runs a command by its title in the palette, for example `Async Pitfalls: Audit Workspace`. */
  async command(title) {
    await this.#pick('F1', `>${title}`, this.#rows().filter({ has: this.page.locator('.label-name', { hasText: exactly(title) }) }));
  }

  /** The titles that the palette offers for a text; the palette stays open. */
  async commandsFor(text) {
    await this.#ask('F1', `>${text}`);
    await this.#rows().filter({ hasText: text }).first().waitFor();
    return (await this.#rows().locator('.label-name').allInnerTexts()).filter((title) => title.includes(text));
  }

  /** The rows of a list that the extension has opened, once one of them says `expected`. */
  async choices(expected) {
    await this.#rows().filter({ hasText: expected }).first().waitFor();
    return (await this.#rows().allInnerTexts()).map(oneLine);
  }

  /** Writes into the field that the extension has opened. */
  async fillInput(text) {
    await this.#input().waitFor();
    await this.#input().fill(text);
  }

  /** Chooses in a list that the extension has opened. */
  async choose(label) {
    await this.#rows().filter({ hasText: label }).first().click();
  }

  /** Waits for a notification and gives its text. */
  async seeNotification(text) {
    const message = this.#notifications().filter({ hasText: text }).locator('.notification-list-item-message').first();
    await message.waitFor();
    return message.innerText();
  }

  async notSeeNotification(text) {
    await this.#notifications().filter({ hasText: text }).first().waitFor({ state: 'detached' });
  }

  /** Presses a button of a notification, for example `Cancel`. */
  async answerNotification(text, button) {
    await this.#notifications().filter({ hasText: text }).locator('.monaco-button', { hasText: button }).first().click();
    await this.#pointerAway();
  }

  async closeNotification(text) {
    const notification = this.#notifications().filter({ hasText: text }).first();
    await notification.hover();
    await notification.locator('.codicon-notifications-clear').click();
    await this.notSeeNotification(text);
  }

  async seeStatus(text) {
    const item = this.page.locator('.statusbar-item').filter({ hasText: text }).first();
    await item.waitFor();
    return item.innerText();
  }

  /** Waits until the status bar counts so many problems, for example `Warnings: 2`. */
  async seeCount(words) {
    await this.page.locator(`.statusbar-item#status\\.problems[aria-label="${words}"]`).waitFor();
  }

  async clickStatus(text) {
    await this.page.locator('.statusbar-item').filter({ hasText: text }).first().click();
  }

  /** Rests the pointer on the `{}` of the status bar until our line there says `expected`; gives all that it says. */
  async seeLanguageStatus(expected) {
    const item = this.page.locator('.statusbar-item#status\\.languageStatus');
    await item.hover();
    const line = this.page.locator('.hover-language-status').filter({ hasText: expected }).first();
    await line.waitFor();
    return oneLine(await line.innerText());
  }

  /** A rendered Markdown page, once it says `expected`; gives its text. */
  async seePage(expected) {
    const page = this.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame').locator('body');
    await page.filter({ hasText: expected }).waitFor();
    return page.innerText();
  }

  /** Brings our view of findings to the front. */
  async showFindings() {
    await this.command('Async Pitfalls: Focus on Async Pitfalls View');
    await this.#findingsPane().waitFor();
  }

  /** Makes the side bar so wide, in pixels, by its border. */
  async dragSideBar(width) {
    const { x, y, width: before, height } = await this.page.locator('.part.sidebar').boundingBox();
    await this.page.mouse.move(x + before, y + height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width, y + height / 2, { steps: 5 });
    await this.page.mouse.up();
    await this.#pointerAway();
  }

  /** The rows of the view of findings, once one of them says `expected`. */
  async findings(expected) {
    await this.#findings().filter({ hasText: expected }).first().waitFor();
    return (await this.#findings().allInnerTexts()).map(oneLine);
  }

  async notSeeFinding(text) {
    await this.#findings().filter({ hasText: text }).first().waitFor({ state: 'detached' });
  }

  /** Clicks a row of the view: a group opens or closes, a finding shows its place. */
  async clickFinding(text) {
    await this.#findings().filter({ hasText: text }).first().click();
  }

  /** Presses a button on a row of the view. */
  async pressOnFinding(text, button) {
    const row = this.#findings().filter({ hasText: text }).first();
    const tab = this.page.locator('.editor-group-container .tab').first();
    for (let tries = 1; ; tries += 1) {
      try {
        await row.hover();
        await row.locator(`.action-label[aria-label="${button}"]`).click({ timeout: 4000 });
        await tab.waitFor({ timeout: 4000 });
        return;
      } catch (error) {
        // A row that is drawn anew at that moment has no button until the pointer comes again.
        if (tries === 3) throw error;
      }
    }
  }

  /** Chooses from the context menu of a row of the view. */
  async chooseOnFinding(text, choice) {
    await this.#findings().filter({ hasText: text }).first().click({ button: 'right' });
    await this.#chooseFromMenu(choice);
  }

  /** Presses a button above the view. */
  async pressOnFindings(button) {
    await this.#findingsPane().hover();
    await this.page.locator(`.part.sidebar .title-actions .action-label[aria-label="${button}"], .part.sidebar .pane-header .action-label[aria-label="${button}"]`).first().click();
  }

  /** Chooses from the menu of further actions above the view. */
  async chooseOnFindings(choice) {
    await this.page.locator('.part.sidebar .title-actions .codicon-toolbar-more').click();
    await this.#chooseFromMenu(choice);
  }

  /** Waits until the view says this above its tree. */
  async seeFindingsMessage(text) {
    const message = this.#findingsPane().locator('.message').filter({ hasText: text });
    await message.waitFor();
    return oneLine(await message.innerText());
  }

  /** Presses a button of the view while it has no tree. */
  async pressWelcome(button) {
    await this.#findingsPane().locator('.welcome-view .monaco-button', { hasText: exactly(button) }).click();
  }

  /** The page of the audit's report, to look into. */
  report() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Waits until the report's list says so of how many there are, for example `11 findings`. */
  async seeReport(count) {
    await this.report().locator('#count').filter({ hasText: exactly(count) }).waitFor();
  }

  /** Waits until the caret stands there, for example `Ln 12, Col 3`. */
  async seeCaret(place) {
    await this.page.locator('.statusbar-item#status\\.editor\\.selection').filter({ hasText: place }).waitFor();
  }

  /** Accepts the path that the editor's dialog for saving proposes. */
  async acceptSaving(name) {
    await this.page.waitForFunction((wanted) => document.querySelector('.quick-input-widget input.input')?.value.endsWith(wanted), name);
    await this.press('Enter');
    await this.#input().waitFor({ state: 'hidden' });
  }

  /** Kills a process below the extension host, found by a part of its command line. */
  crash(program) {
    const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const pids = list.flatMap((line) => {
      const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return Number(parent) === this.server.hostProcessId && command.includes(program) ? [Number(pid)] : [];
    });
    assert.equal(pids.length, 1, `${pids.length} processes of ${program}`);
    process.kill(pids[0], 'SIGKILL');
  }

  /** The line of an extension in "Show Running Extensions", which tells how long its activation took. */
  async runningExtension(name) {
    await this.command('Developer: Show Running Extensions');
    const row = this.page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: name }).filter({ hasText: /\d+ms/ }).first();
    await row.waitFor();
    return oneLine(await row.innerText());
  }

  /** Milliseconds from the last key of `text`, typed at the caret, until one more text is underlined. */
  async timeToUnderline(text) {
    await this.page.keyboard.type(text.slice(0, -1));
    await this.page.evaluate(() => {
      const underlines = () => document.querySelectorAll('.editor-instance [class*="squiggly-"]').length;
      const before = underlines();
      window.untilUnderlined = new Promise((resolve, reject) => {
        setTimeout(reject, 10_000, new Error('Nothing more was underlined.'));
        let pressed = 0;
        addEventListener('keydown', () => { pressed = performance.now(); }, { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (underlines() <= before) return;
          observer.disconnect();
          resolve(performance.now() - pressed);
        });
        observer.observe(document.querySelector('.editor-instance'), { subtree: true, childList: true, attributes: true });
      });
    });
    await this.page.keyboard.press(text.at(-1));
    return this.page.evaluate(() => window.untilUnderlined);
  }

  /** To the border of the window: a pointer that rests on something would bring up its hover. */
  async #pointerAway() {
    const { width, height } = this.page.viewportSize();
    await this.page.mouse.move(width - 2, height / 2);
  }

  #editor() {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  #input() {
    return this.page.locator('.quick-input-widget input.input');
  }

  #rows() {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  #problemsFilter() {
    return this.page.locator('.viewpane-filter-container input');
  }

  #problems() {
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  #findingsPane() {
    return this.page.locator('.part.sidebar .pane-body').filter({ has: this.page.locator('.customview-tree, .welcome-view') }).first();
  }

  #findings() {
    return this.page.locator('.part.sidebar .customview-tree .monaco-list-row');
  }

  async #chooseFromMenu(choice) {
    // A menu that has just opened ignores the mouse's button.
    await this.page.locator('.monaco-menu .action-item', { hasText: exactly(choice) }).first().hover();
    await this.press('Enter');
    await this.page.locator('.monaco-menu').first().waitFor({ state: 'detached' });
  }

  #notifications() {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  /** Opens the quick input by a key and fills it. */
  async #ask(key, text) {
    for (let tries = 1; ; tries += 1) {
      await this.press(key);
      try {
        await this.#input().fill(text, { timeout: 10_000 });
        return;
      } catch (error) {
        // The window closes it when its extensions start anew, as when its folder has just been trusted.
        if (tries === 3) throw error;
      }
    }
  }

  /** Takes one of the rows that the quick input shows for a text. */
  async #pick(key, text, rows) {
    await this.#ask(key, text);
    await rows.first().click();
    // What was chosen may open a list of its own at once.
    await this.page.waitForFunction((asked) => {
      const input = document.querySelector('.quick-input-widget input.input');
      return !input?.checkVisibility() || input.value !== asked;
    }, text);
  }

  async #boxOf(text, nth) {
    await this.seeText(text);
    const box = await this.page.evaluate(([wanted, index]) => {
      const { left, x, y } = window.boxesOf(wanted)[index] ?? {};
      return x === undefined ? undefined : { left, x, y };
    }, [text, nth]);
    assert(box, `"${text}" is not seen ${nth + 1} times`);
    return box;
  }

  async #measure() {
    await this.page.evaluate(teachMeasuring);
  }
}

/** Resolves when `holds` is true, asked again at each change of the file; gives up quietly after a while. */
function changesOf(file, holds, patience = 10_000) {
  return new Promise((resolve) => {
    const watcher = fs.watch(path.dirname(file), look);
    const guard = setTimeout(end, patience);
    function end() {
      watcher.close();
      clearTimeout(guard);
      resolve();
    }
    function look() {
      if (holds()) end();
    }
    look();
  });
}

async function inTurn(items, act) {
  for (const item of items) await act(item);
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

const exactly = (text) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
