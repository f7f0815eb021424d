interface Matchers { toBe(value: unknown): void; rejects: { toThrow(): Promise<void> } }
declare function expect(value: unknown): Matchers;
declare function it(name: string, run: () => Promise<void>): void;
declare function load(): Promise<string>;
declare function seed(): Promise<void>;

it('checks after the test is over', async () => {
  seed(); // expect floating-promise (hint): seed()
  expect(load()).rejects.toThrow(); // expect floating-promise: expect(load()).rejects.toThrow()
  load().then((text) => { expect(text).toBe('a'); }); // expect floating-promise: load().then((text) => { expect(text).toBe('a'); })
  await expect(load()).rejects.toThrow();
});
