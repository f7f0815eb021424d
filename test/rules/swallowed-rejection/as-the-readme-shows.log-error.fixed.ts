declare function saveOrder(order: string): Promise<void>;

export async function checkout(order: string) {
  try {
    await saveOrder(order);
  } catch (error) {
    console.error(error);
  }
  return 'thank you';
}
