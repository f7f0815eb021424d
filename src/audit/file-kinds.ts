const signs = [
  // Folders of tests.
  /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|detox|spec)\//,
  // Cucumber's.
  /(?:^|\/)(?:features?(?:-\w+)?\/(?:.*\/)?(?:support|steps)|step[_-]?definitions)\//i,
  // `jest.integration.ts`, `vitest.workspace.ts`.
  /(?:^|\/)(?:jest|vitest|karma|mocha|playwright|cypress)\.[^/]+\.[mc]?[jt]sx?$/,
  /\.(?:test|spec|tst|test-d|e2e|cy|config|conf)\.[mc]?[jt]sx?$/,
  // What tests are made with: `test-utils.ts`, `sentinel-test-util.ts`, `test.helpers.ts`.
  /(?:^|[/-])tests?[-.](?:utils?|helpers?|fixtures?)\.[mc]?[jt]sx?$/,
  // What runs once before and after all tests: `global-setup.ts`, `test-setup.ts`, `setupTests.ts`.
  /(?:^|\/)(?:global|tests?|jest|vitest|mocha|e2e)-?(?:set-?up|teardown)\.[mc]?[jt]sx?$|(?:^|\/)set-?up-?(?:tests?|jest|vitest|e2e)\.[mc]?[jt]sx?$/i,
];

/** Whether a file tests or configures: nobody's request waits while it blocks. `path` is relative to the project, with `/`. */
export function isTestOrConfig(path: string): boolean {
  return signs.some((sign) => sign.test(path));
}
