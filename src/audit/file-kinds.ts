/** Whether a file tests or configures: nobody's request waits while it blocks. `path` is relative to the project, with `/`. */
export function isTestOrConfig(path: string): boolean {
  return /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|spec)\//.test(path) || /(?:^|\/)(?:jest|vitest|karma|mocha|playwright|cypress)\.[^/]+\.[mc]?[jt]sx?$/.test(path) || /[^/]*\.(?:test|spec|tst|test-d|e2e|cy|config|conf)\.[mc]?[jt]sx?$/.test(path);
}
