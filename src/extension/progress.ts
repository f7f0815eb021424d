import type { Progress } from 'vscode';
import type { AuditProgress } from './analyzer.ts';

/** Shows how far the server is, whose percentages are of the whole and never go back. */
export function showProgress(progress: Progress<{ message?: string; increment?: number }>): (reported: AuditProgress) => void {
  let shown = 0;
  return ({ message, percentage = shown }) => {
    progress.report({ ...(message !== undefined && { message }), increment: percentage - shown });
    shown = percentage;
  };
}
