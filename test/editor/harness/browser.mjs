// Finds or unpacks a Chromium and starts it under Playwright.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { hostDir, hostModules } from './install.mjs';

const systemBrowsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];

const quietArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const requireFromHost = createRequire(path.join(hostDir, 'package.json'));

/** Headless Chromium as Playwright's `Browser`. */
export async function launchBrowser() {
  const { chromium } = requireFromHost('playwright-core');
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    headless: true,
    args: quietArguments,
    // Playwright would end the process at once, with the server's files still there.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** `EDITOR_CHROMIUM`, else a browser of the system, else the one that the nested package carries; with the environment it needs. */
export async function findBrowser() {
  const chosen = process.env.EDITOR_CHROMIUM;
  if (chosen) {
    if (!fs.existsSync(chosen)) throw new Error(`EDITOR_CHROMIUM names ${chosen}, which does not exist.`);
    return { executablePath: chosen, env: {} };
  }
  return onSystem() ?? await unpacked();
}

function onSystem() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of systemBrowsers)
    for (const folder of folders) {
      const executablePath = path.join(folder, name);
      if (fs.existsSync(executablePath)) return { executablePath, env: {} };
    }
}

async function unpacked() {
  const target = path.join(hostModules, '.chromium');
  if (!fs.existsSync(target)) await unpackTo(target);
  const executablePath = path.join(target, 'chromium');
  return { executablePath, env: { ...missingLibraries(executablePath, target), ...missingFonts(target) } };
}

/** Unpacked beside the target and renamed, so that a second run at the same time never meets half a browser. */
async function unpackTo(target) {
  const archives = path.join(hostModules, '@sparticuz/chromium/bin');
  const unfinished = fs.mkdtempSync(`${target}-`);
  const unpack = (archive, into) => pipeline(fs.createReadStream(path.join(archives, archive)), createBrotliDecompress(), into);
  const { extract } = requireFromHost('tar-fs');
  await Promise.all([
    unpack('chromium.br', fs.createWriteStream(path.join(unfinished, 'chromium'), { mode: 0o755 })),
    unpack('al2023.tar.br', extract(path.join(unfinished, 'libraries'))),
    unpack('fonts.tar.br', extract(path.join(unfinished, 'fonts'))),
  ]);
  try {
    fs.renameSync(unfinished, target);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    fs.rmSync(unfinished, { recursive: true });
  }
}

/** The archive carries NSS, NSPR and expat. Those of the system come first: they fit the rest of it. */
function missingLibraries(executablePath, target) {
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' });
  if (stdout && !stdout.includes('not found')) return {};
  const folders = [process.env.LD_LIBRARY_PATH, path.join(target, 'libraries/lib')];
  return { LD_LIBRARY_PATH: folders.filter(Boolean).join(':') };
}

/** Without any font Chromium draws no text, and Playwright finds nothing visible. */
function missingFonts(target) {
  if (fs.existsSync('/etc/fonts/fonts.conf')) return {};
  const file = path.join(target, 'fonts.conf');
  fs.writeFileSync(file, `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${path.join(target, 'fonts')}</dir>
  <cachedir>${path.join(target, 'fonts-cache')}</cachedir>
</fontconfig>
`);
  return { FONTCONFIG_FILE: file };
}
