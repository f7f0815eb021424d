declare function sendReceipt(order: string): Promise<void>;
declare function pay(order: string): Promise<void>;

export async function checkout(order: string) {
  await pay(order);
  await sendReceipt(order);
  return 'thank you';
}
