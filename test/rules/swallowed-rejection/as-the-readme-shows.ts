declare function saveOrder(order: string): Promise<void>;

export async function checkout(order: string) {
  try {
    await saveOrder(order);
  } catch {} // expect swallowed-rejection: catch {}
  return 'thank you';
}
