declare function lease(name: string): Disposable & { run(): Promise<number> };

export async function run(name: string) {
  using slot = lease(name);
  return slot.run(); // expect return-without-await: return slot.run();
}
