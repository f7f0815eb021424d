declare function loadUser(id: string): Promise<string>;
declare function loadOrders(id: string): Promise<string[]>;

export async function account(id: string) {
  const user = loadUser(id);
  const orders = loadOrders(id); // expect late-await: loadOrders(id)
  const name = await user;
  const list = await orders;
  return { name, list };
}
