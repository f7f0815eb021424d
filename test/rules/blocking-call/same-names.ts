declare const store: { readFileSync(key: string): string; writeFileSync(key: string): void };
declare const Effect: { runSync<T>(effect: T): T };
declare const alert: (text: string) => void;
declare function execSync(command: string): void;

export async function useStore(sheet: CSSStyleSheet, fs: typeof store) {
  sheet.replaceSync('a {}');
  fs.writeFileSync('b');
  execSync('ours');
  return Effect.runSync(store.readFileSync('a'));
}
