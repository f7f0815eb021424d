import { githubReport } from '../reports/github.ts';
import { htmlReport } from '../reports/html.ts';
import { jsonReport } from '../reports/json.ts';
import { markdownReport } from '../reports/markdown.ts';
import type { Report } from '../reports/report.ts';
import { sarifReport, type RuleDocumentation } from '../reports/sarif.ts';
import { textReport } from '../reports/text.ts';
import { catalogue } from '../rules/catalogue.ts';
import { takesColors, type Io, type Output } from './io.ts';
import type { Reporting } from './options.ts';
import { readPage, readReportParts } from './shipped-files.ts';

/** The report in the wanted format. `output` is undefined when it goes to a file. */
export function formatted(report: Report, command: Reporting, output: Output | undefined, io: Io): string {
  switch (command.format) {
    case 'json': return jsonReport(report);
    case 'sarif': return sarifReport(report, documentation());
    case 'github': return githubReport(report);
    case 'markdown': return markdownReport(report);
    case 'html': return htmlReport(report, readReportParts());
    case 'text': {
      const colors = output !== undefined && takesColors(output, io, command.color);
      return textReport(report, { colors, width: Math.min(output?.width ?? 120, 160), wrap: output?.isTerminal === true, quiet: command.quiet });
    }
  }
}

/** The rules that are built have a page. The rules themselves are not asked: with them comes TypeScript, which a remembered report needs not. */
function documentation(): RuleDocumentation {
  const pages = new Map(catalogue.flatMap(({ id }) => { const page = readPage(id); return page === undefined ? [] : [[id as string, page] as const]; }));
  return { rules: catalogue.map(({ id }) => id).filter((id) => pages.has(id)), pageOf: (rule) => pages.get(rule) ?? '' };
}
