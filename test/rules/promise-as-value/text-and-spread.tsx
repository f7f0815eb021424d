declare function title(id: string): Promise<string>;
declare function settings(): Promise<{ color: string }>;
declare function style(parts: TemplateStringsArray, ...values: unknown[]): string;
declare const dark: boolean;
declare global { namespace JSX { interface IntrinsicElements { [name: string]: object } } }

export async function page(id: string) {
  const heading = `# ${title(id)}`; // expect promise-as-value: title(id)
  const path = '/pages/' + title(id); // expect promise-as-value: title(id)
  const all = { id, ...settings() }; // expect promise-as-value: settings()
  const some = { ...(dark ? settings() : all), ...(dark && settings()) }; // expect promise-as-value: settings() // expect promise-as-value: settings()
  const kept = settings();
  const body = <main {...kept}>{id}</main>; // expect promise-as-value: kept
  let text = heading;
  text += title('footer'); // expect promise-as-value: title('footer')
  return [path, some, body, text, style`color: ${settings()}`, `${await title(id)}`];
}
