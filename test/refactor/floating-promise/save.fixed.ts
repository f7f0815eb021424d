declare function send(text: string): Promise<void>;

export async function save(text: string): Promise<void> {
  if (text === '') return;
  await send(text);
}
