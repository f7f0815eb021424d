declare function send(text: string): Promise<void>;

export function save(text: string): void {
  if (text === '') return;
  send(text); // make-async floating: send(text)
}
