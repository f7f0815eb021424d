// The tests that run inside the extension host; `run` is what VS Code calls.
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // Not above: the files need the globals that the line before has made.
  await import('./activation.ts');
  await import('./report.ts');
  await import('./analyzer.ts');

  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} of the tests in the editor failed.`))));
  });
}
