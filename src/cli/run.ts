import { Command, CommanderError } from 'commander';
import type { ConfigError } from '../audit/config-file.ts';
import { relativePath } from '../audit/paths.ts';
import { auditCommand, exit } from './audit-command.ts';
import { UsageError } from './errors.ts';
import { explain } from './explain-command.ts';
import { takesColors, type Io } from './io.ts';
import { mergeCommand } from './merge-command.ts';
import { readOptions, readReporting, type RawOptions, type RawReporting } from './options.ts';
import { version } from '../reports/version.ts';

/** Runs a command line (without node and script) and returns its exit status. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let status: number = exit.clean;
  const program = createProgram(io, (code) => { status = code; });
  try {
    await program.parseAsync(args.map(withoutValue), { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.clean : exit.failed;
    io.stderr.write(`async-pitfalls: ${explainError(error, io)}\n`);
    return exit.failed;
  }
}

/** The errors that the user can mend. By name: what is loaded when it is needed may come from another loader, as in tests, with classes of its own. */
const mendable = new Set(['UsageError', 'PathError', 'BaselineError', 'GitError', 'NativeError', 'ReportError']);

/** One line for what the user can mend; for a fault of the tool its stack as well. */
function explainError(error: unknown, io: Io): string {
  if (!(error instanceof Error)) return faultOfOurs(String(error));
  if (isConfigError(error)) return `${relativePath(io.cwd, error.path)}:${error.line}:${error.column}: ${error.reason}`;
  return mendable.has(error.name) ? error.message : faultOfOurs(error.stack ?? error.message);
}

function isConfigError(error: Error): error is ConfigError {
  return error.name === 'ConfigError';
}

function faultOfOurs(what: string): string {
  return `This is a fault of async-pitfalls, please report it: ${what}`;
}

/** `--changed src` names a path, `--changed=main` a branch: a value of these options is never the next argument. */
function withoutValue(argument: string): string {
  return argument === '--baseline' || argument === '--changed' ? `${argument}=` : argument;
}

function createProgram(io: Io, setStatus: (status: number) => void): Command {
  const program = new Command('async-pitfalls')
    .description('Finds the pitfalls of asynchronous TypeScript and JavaScript, and fixes them.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`async-pitfalls: ${text.replace(/^error: /, '').replace(/^\w/, (letter) => letter.toUpperCase()).replace(/\n\(Did you mean (.*)\?\)/, '. Did you mean \'$1\'?')}`),
      getOutHelpWidth: () => io.stdout.width ?? 100,
      getErrHelpWidth: () => io.stderr.width ?? 100,
    })
    .exitOverride()
    .addHelpText('after', '\nExit status: 0 nothing found, 1 findings, 2 could not run, 130 interrupted.');

  addAudit(program, io, setStatus);
  program.command('merge').description('one report out of the JSON reports of shards').argument('<report...>', 'JSON reports')
    .option('--format <format>', 'text, json, sarif, github, html or markdown', 'text')
    .option('--output <file>', 'write the report there, and a summary to stderr')
    .option('--severity <level>', 'report hint, information, warning or error and above', 'information')
    .option('--fail-on <level>', 'exit with 1 from this level on, or never', 'warning')
    .option('--quiet', 'no summary')
    .option('--no-color', 'no colours')
    .action(async (reports: string[], options: RawReporting) => setStatus(await mergeCommand(reports, readReporting(options), io)));
  program.command('rules').description('list the rules, with their severities and fixes').option('--format <format>', 'text or json', 'text').option('--no-color', 'no colours')
    .action(async (options: { format: string; color: boolean }) => {
      if (options.format !== 'text' && options.format !== 'json') throw new UsageError(`'${options.format}' is no value of --format: text, json.`);
      const { rulesJson, rulesText } = await import('./rules-command.ts');
      io.stdout.write(options.format === 'json' ? rulesJson() : rulesText(takesColors(io.stdout, io, options.color)));
    });
  program.command('explain').description('print the documentation of a rule').argument('<rule>', 'its id').option('--no-color', 'no colours')
    .action((rule: string, options: { color: boolean }) => io.stdout.write(explain(rule, takesColors(io.stdout, io, options.color))));
  program.command('lsp').description('run the language server, for any editor').option('--stdio', 'talk over stdin and stdout')
    .action(async (options: { stdio?: boolean }) => {
      if (!options.stdio) throw new UsageError('The language server talks over stdin and stdout: start it as `async-pitfalls lsp --stdio`.');
      const { runServer } = await import('../server/server.ts');
      runServer();
      // It lives until its connection ends the process.
      await new Promise<never>(() => undefined);
    });
  return program;
}

function addAudit(program: Command, io: Io, setStatus: (status: number) => void): void {
  const collect = (value: string, previous: string[] = []): string[] => [...previous, value];
  program.command('audit')
    .description('audit files, folders or globs')
    .argument('[path...]', 'files, folders or globs (default: ".")')
    .option('--format <format>', 'text, json, sarif, github, html or markdown', 'text')
    .option('--output <file>', 'write the report there, and a summary to stderr')
    .option('--rule <id=severity>', 'set the severity of a rule, or of "all"; repeatable, the last wins', collect)
    .option('--severity <level>', 'report hint, information, warning or error and above', 'information')
    .option('--fail-on <level>', 'exit with 1 from this level on, or never', 'warning')
    .option('--types <source>', 'auto, typescript, native, or off (syntax and summaries only)', 'auto')
    .option('--config <file>', 'a config file above all others')
    .option('--no-config', 'look for no config file')
    .option('--baseline [=file]', 'leave out what the baseline holds (default: async-pitfalls.baseline.json)')
    .option('--update-baseline', 'take what is found into the baseline, and what is gone out of it')
    .option('--changed [=ref]', 'only findings on lines that changed since a commit or branch (default: HEAD)')
    .option('--fix', 'apply the safe fixes')
    .option('--fix-dry-run', 'print the safe fixes as a diff instead of the report')
    .option('--cache', 'remember results between runs, in .async-pitfalls-cache/')
    .option('--no-cache', 'remember nothing between runs (the default)')
    .option('--shard <i/n>', 'audit this part of the files; merge joins the JSON reports')
    .option('--stdin-filename <path>', 'read one file from stdin, as if it stood there')
    .option('--stats', 'say where the time went, on stderr')
    .option('--quiet', 'no progress and no summary')
    .option('--no-color', 'no colours')
    .action(async (paths: string[], options: RawOptions) => setStatus(await auditCommand(readOptions(paths, options), io)));
}
