import { metaRules } from '../audit/suppress.ts';
import { githubReport } from '../reports/github.ts';
import { htmlReport } from '../reports/html.ts';
import { jsonReport } from '../reports/json.ts';
import { markdownReport } from '../reports/markdown.ts';
import type { Report } from '../reports/report.ts';
import { sarifReport, type RuleDocumentation } from '../reports/sarif.ts';
import { textReport } from '../reports/text.ts';
import { catalogue } from '../rules/catalogue.ts';
import { rules } from '../rules/index.ts';
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

function documentation(): RuleDocumentation {
  const built = new Set<string>([...rules, ...metaRules].map((rule) => rule.id));
  return { rules: catalogue.map(({ id }) => id).filter((id) => built.has(id)), pageOf: (rule) => readPage(rule) ?? '' };
}
