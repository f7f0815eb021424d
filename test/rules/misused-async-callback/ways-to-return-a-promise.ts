declare function load(id: string): Promise<string>;
declare function run(job: (id: string) => void): void;
declare function overloaded(job: () => number): void;
declare function overloaded(job: () => void): void;
declare const optional: undefined | (() => Promise<void>);
declare function maybe(job: undefined | (() => void)): void;

run((id) => { // expect misused-async-callback: (id) => { …
  if (id === '') return undefined;
  return load(id);
});
run((id) => {
  const later = (): Promise<string> => { return load(id); };
  later().catch(console.error);
});
overloaded(async () => { await load('a'); }); // expect misused-async-callback: async () => { await load('a'); }
maybe(optional); // expect misused-async-callback: optional
const method = 'finally';
load('b')[method](async () => { await load('c'); }).catch(console.error);
