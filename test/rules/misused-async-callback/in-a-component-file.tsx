interface Options { onFinished?: (id: string) => void }
declare function useForm(options: Options): { reset(): void };
declare function save(id: string): Promise<void>;
declare function whenIdle(run: () => void): void;

export function useItemForm(ids: string[]) {
  whenIdle(async () => { await save('idle'); }); // expect misused-async-callback (hint): async () => { await save('idle'); }
  ids.forEach(async (id) => { await save(id); }); // expect misused-async-callback: async (id) => { await save(id); }
  return useForm({
    onFinished: async (id) => { // expect misused-async-callback (hint): async (id) => { …
      await save(id);
    },
  });
}
