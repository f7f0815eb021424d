declare function save(text: string): Promise<void>;
let stored = 0;

async function count() {
  await save('one more');
  stored += 1;
}

/** The program has a handler for what nobody else handles: the error is seen, and the process goes on. */
export async function store(text: string) {
  save(text); // expect floating-promise (hint): save(text)
  count(); // expect floating-promise (information): count()
  return stored;
}
