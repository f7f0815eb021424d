declare function title(id: string): Promise<string>;
declare function settings(): Promise<{ color: string }>;
declare function style(parts: TemplateStringsArray, ...values: unknown[]): string;
declare const dark: boolean;
declare global { namespace JSX { interface IntrinsicElements { [name: string]: object } } }

export async function page(id: string) {
  const heading = `# ${await title(id)}`;
  const path = '/pages/' + await title(id);
  const all = { id, ...await settings() };
  const some = { ...(dark ? await settings() : all), ...(dark && await settings()) };
  const kept = settings();
  const body = <main {...await kept}>{id}</main>;
  let text = heading;
  text += await title('footer');
  return [path, some, body, text, style`color: ${settings()}`, `${await title(id)}`];
}
