import fs from 'node:fs';
import path from 'node:path';
import { rules } from '../../src/rules/index.ts';
import { fixtureRoot, readFixture, type Fixture } from './fixtures.ts';

// `RULE=floating-promise npm test` looks at one rule's fixtures.
const only = process.env['RULE'];

const twinName = /^(?<fixture>.*)\.(?<fix>[\w-]+)\.fixed(?<extension>\.\w+)$/;
const folders = rules.map((rule) => rule.id).filter((id) => only === undefined || id === only);
if (only === undefined) folders.push('together');

/** A fixture of a rule (of several together: undefined) with its twins: the texts after its fixes. */
export interface Case {
  rule: string | undefined;
  fixture: Fixture;
  twins: { fix: string; path: string }[];
}

function casesIn(folder: string): Case[] {
  const root = `${fixtureRoot}/${folder}`;
  if (!fs.existsSync(root)) return [];
  const files = fs.readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[mc]?[jt]sx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name).split(path.sep).join('/'));
  return files.filter((file) => !twinName.test(file)).map((file) => ({
    rule: folder === 'together' ? undefined : folder,
    fixture: readFixture(file, fs.readFileSync(file, 'utf8')),
    twins: files.flatMap((twin) => {
      const groups = twinName.exec(twin)?.groups;
      return groups && `${groups['fixture']}${groups['extension']}` === file ? [{ fix: groups['fix'] as string, path: twin }] : [];
    }),
  }));
}

/** The fixtures of all rules, or of the one that is asked for. */
export function collectCases(): Case[] {
  return folders.flatMap(casesIn);
}
