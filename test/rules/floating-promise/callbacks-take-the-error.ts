interface Client {
  get(key: string, callback?: (error: Error | null, value: string) => void): Promise<string>;
}
declare const client: Client;
declare function handle(request: string, next: () => void): Promise<void>;

export function read(callback: (error: Error | null, value: string) => void) {
  client.get('a', (error, value) => { console.log(error, value); });
  client.get('b', callback);
  client.get('c'); // expect floating-promise: client.get('c')
}

export function serve(request: string, next: () => void) {
  handle(request, next); // expect floating-promise: handle(request, next)
}
