// A user at a VS Code window: every method is something that a person does, or waits for something that a person sees.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from './harness/browser.mjs';
import { ensureInstalled } from './harness/install.mjs';
import { onInterrupt } from './harness/interrupt.mjs';
import { startServer, windowUrl } from './harness/server.mjs';

const shotsDir = path.join(import.meta.dirname, 'shots');

/** Before a story: pictures of an earlier one would stand between its own. */
export function clearShots() {
  fs.rmSync(shotsDir, { recursive: true, force: true });
}

/** Suggestions would take the Enter key of typed text. */
const typingSettings = { 'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' }, 'editor.wordBasedSuggestions': 'off' };

/**
 * Opens a copy of `workspace` in a window with the packaged extension `vsix` installed.
 * @param {{ vsix: string, workspace: string, settings?: object, workspaceTrust?: boolean, verbose?: boolean }} options
 */
export async function openWindow({ vsix, workspace, settings = {}, workspaceTrust = false, verbose = false }) {
  ensureInstalled();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-window-'));
  const folder = path.join(temporary, path.basename(workspace));
  fs.cpSync(workspace, folder, { recursive: true });
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
    server = await startServer({ vsix, settings: { ...typingSettings, ...settings }, workspaceTrust, log: verbose ? console.error : undefined });
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const window = new EditorWindow(page, folder, server, close);
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

  constructor(page, folder, server, close) {
    this.page = page;
    this.folder = folder;
    this.server = server;
    this.close = close;
    page.setDefaultTimeout(20_000);
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') this.outsideRequests.push(request.url());
    });
  }

  /** A picture for test/editor/shots/, numbered in the order of the story. */
  async shot(name) {
    fs.mkdirSync(shotsDir, { recursive: true });
    const file = path.join(shotsDir, `${String(++this.#shots).padStart(2, '0')}-${name}.png`);
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
    await this.press('Control+p');
    const name = path.posix.basename(file);
    await this.#pick(file, this.#rows().filter({ hasText: name }));
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.#editor().waitFor();
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

  /** Puts the caret before a text that can be seen; `nth` counts from 0. */
  async caretBefore(text, nth = 0) {
    const { left, y } = await this.#boxOf(text, nth);
    await this.page.mouse.click(left + 1, y);
    // Out of the way: a pointer that rests on the text would bring up a hover.
    await this.page.mouse.move(1270, 400);
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

  async leaveHover() {
    await this.page.mouse.move(1270, 400);
    await this.press('Escape');
    await this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor({ state: 'detached' });
  }

  /** The rows of the Problems view, once one of them says `expected`. */
  async problems(expected) {
    await this.command('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: expected }).first().waitFor();
    return (await rows.allInnerTexts()).map(oneLine);
  }

  // Fixes

  /** The titles behind Ctrl+. at the caret, once one of them says `expected`; the menu stays open. */
  async fixes(expected) {
    const choices = this.page.locator('.action-widget:not(.action-list-submenu-panel) .monaco-list-row.action');
    await this.press('Control+.');
    await (expected ? choices.filter({ hasText: expected }) : choices).first().waitFor();
    return (await choices.allInnerTexts()).map(oneLine);
  }

  /** Takes a fix from the open menu. */
  async takeFix(title) {
    await this.page.locator('.action-widget:not(.action-list-submenu-panel) .monaco-list-row.action').filter({ hasText: title }).first().click();
    await this.page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  }

  /** Ctrl+. and the fix of this title. */
  async fix(title) {
    await this.fixes(title);
    await this.takeFix(title);
  }

  /** The colour of a text, as `rgb(…)`. */
  async colourOf(text, nth = 0) {
    await this.#boxOf(text, nth);
    return this.page.evaluate(([wanted, index]) => getComputedStyle(window.boxesOf(wanted)[index].element).color, [text, nth]);
  }

  // Commands and what they show

  /** Runs a command by its title in the palette, for example `Async Pitfalls: Audit Workspace`. */
  async command(title) {
    await this.press('F1');
    await this.#pick(`>${title}`, this.#rows().filter({ has: this.page.locator('.label-name', { hasText: exactly(title) }) }));
  }

  /** The titles that the palette offers for a text. */
  async commandsFor(text) {
    await this.press('F1');
    await this.#input().waitFor();
    await this.#input().fill(`>${text}`);
    await this.#rows().filter({ hasText: text }).first().waitFor();
    const titles = await this.#rows().locator('.label-name').allInnerTexts();
    await this.press('Escape');
    return titles;
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
  }

  async seeStatus(text) {
    const item = this.page.locator('.statusbar-item').filter({ hasText: text }).first();
    await item.waitFor();
    return item.innerText();
  }

  async clickStatus(text) {
    await this.page.locator('.statusbar-item').filter({ hasText: text }).first().click();
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

  #editor() {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  #input() {
    return this.page.locator('.quick-input-widget input.input');
  }

  #rows() {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  #notifications() {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  /** Fills the quick input and takes one of the rows that it shows then. */
  async #pick(text, rows) {
    await this.#input().waitFor();
    await this.#input().fill(text);
    await rows.first().click();
    await this.#input().waitFor({ state: 'hidden' });
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

  /** Teaches the page to tell which characters stand where: the editor's underlines are boxes that know no text. */
  async #measure() {
    await this.page.evaluate(teachMeasuring);
  }
}

/** Runs in the page. */
function teachMeasuring() {
  if (window.visibleLines) return;
  const activeEditor = () => document.querySelector('.editor-group-container.active .editor-instance') ?? document.querySelector('.editor-instance');

  /** Lines with a box for each UTF-16 unit. */
  window.visibleLines = () => [...(activeEditor()?.querySelectorAll('.view-line') ?? [])]
    .map((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const places = [];
      while (walker.nextNode()) for (let index = 0; index < walker.currentNode.length; index++) places.push({ node: walker.currentNode, index });
      const { top, height } = element.getBoundingClientRect();
      return { top, height, places, text: places.map(({ node, index }) => node.data[index]).join('').replaceAll('\u00a0', ' ') };
    })
    .sort((one, other) => one.top - other.top);

  const boxOf = ({ node, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect();
  };

  window.boxesOf = (text) => window.visibleLines().flatMap((line) => {
    const found = [];
    for (let at = line.text.indexOf(text); at >= 0; at = line.text.indexOf(text, at + 1)) {
      const left = boxOf(line.places[at]).left;
      const right = boxOf(line.places[at + text.length - 1]).right;
      found.push({ left, right, x: (left + right) / 2, y: line.top + line.height / 2, element: line.places[at].node.parentElement });
    }
    return found;
  });

  window.underlined = (severity) => {
    const marks = [...(activeEditor()?.querySelectorAll(severity ? `.squiggly-${severity}` : '[class*="squiggly-"]') ?? [])].map((mark) => mark.getBoundingClientRect());
    return window.visibleLines().flatMap((line) => marks
      .filter((mark) => mark.top < line.top + line.height / 2 && mark.bottom > line.top + line.height / 2)
      .map((mark) => line.places.map(boxOf).flatMap((box, index) => {
        const middle = (box.left + box.right) / 2;
        return middle > mark.left && middle < mark.right ? [line.text[index]] : [];
      }).join('')));
  };
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
