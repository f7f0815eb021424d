declare function saveOrder(order: string): Promise<void>;

export async function place(order: string) {
  try { await saveOrder(order); } catch (cause: unknown) {} // expect swallowed-rejection: catch (cause: unknown) {}
}

export async function send(order: string) {
  try { await saveOrder(order); } catch ({ message }: any) {} // expect swallowed-rejection: catch ({ message }: any) {}
}
