declare function charge(order: string): Promise<string>;
declare function queueForLater(order: string): Promise<string>;

export async function pay(order: string) {
  try {
    return await charge(order);
  } catch {
    return queueForLater(order);
  }
}
