declare function loadUser(id: string): Promise<string>;
declare function loadOrders(id: string): Promise<string[]>;

export async function account(id: string) {
  const user = loadUser(id);
  const orders = loadOrders(id);
  const [name, list] = await Promise.all([user, orders]);
  return { name, list };
}
