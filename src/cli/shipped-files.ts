import fs from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;

/** The documentation of a rule: beside the bundle in docs/, in the source tree beside the rules. undefined: there is none. */
export function readPage(id: string): string | undefined {
  const file = [path.join(here, 'docs', `${id}.md`), path.join(here, '../rules', `${id}.md`)].find((candidate) => fs.existsSync(candidate));
  return file === undefined ? undefined : fs.readFileSync(file, 'utf8');
}

/** What the HTML report is made of: beside the bundle; in the source tree what was built last. Throws where nothing is built. */
export function readReportParts(): { style: string; script: string } {
  const folder = fs.existsSync(path.join(here, 'report.js')) ? here : path.join(here, '../../dist');
  const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8').trim();
  return { style: read('report.css'), script: read('report.js') };
}
