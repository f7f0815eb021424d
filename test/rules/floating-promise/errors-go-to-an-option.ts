declare function mutate(value: string, options?: { onError?(error: Error): void; onSuccess?(): void }): Promise<void>;
declare function report(error: Error): void;

export function submit(value: string) {
  mutate(value, { onError: report });
  mutate(value, { onError(error) { report(error); } });
  mutate(value, { onSuccess() { console.log('done'); } }); // expect floating-promise: mutate(value, { onSuccess() { console.log('done'); } })
}
