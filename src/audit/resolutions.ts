import ts from 'typescript';
import type { ProgramHost } from './program.ts';

/** Where imports lead, for all programs of an audit that have the same options. It is kept as long as nothing changes on disk: for one audit. */
export class Resolutions {
  private readonly byOptions = new Map<string, ts.ModuleResolutionCache>();

  /** `canonical` gives the path by which a file is known. */
  forProgram(options: ts.CompilerOptions, host: ProgramHost, canonical: (path: string) => string): ts.ModuleResolutionCache {
    const make = (): ts.ModuleResolutionCache => ts.createModuleResolutionCache(host.getCurrentDirectory(), canonical, options);
    // Who listens to each project wants to hear all its questions.
    if (host.reuses) return make();
    const { configFile: _configFile, configFilePath: _configFilePath, ...deciding } = options;
    const key = JSON.stringify(Object.entries(deciding).sort(([left], [right]) => (left < right ? -1 : 1)));
    let found = this.byOptions.get(key);
    if (!found) this.byOptions.set(key, (found = make()));
    return found;
  }
}
