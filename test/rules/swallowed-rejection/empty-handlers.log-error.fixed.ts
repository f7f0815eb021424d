declare const orders: { save(order: string): Promise<void>; update(order: string): Promise<void>; refresh(): Promise<void> };
declare function sendInvoice(order: string): Promise<void>;

export async function place(order: string) {
  try {
    await orders.save(order);
  } catch (problem) {
    console.error(problem);
  }
  await orders.update(order).catch((error) => { console.error(error); });
  sendInvoice(order).catch((error) => { console.error(error); });
  void orders.save(order).then(() => console.log('saved')).catch((error) => { console.error(error); });
  await fetch('/orders', { method: 'POST', body: order }).catch((error) => { console.error(error); });
  await orders.refresh().catch((error) => { console.error(error); });
}

export async function admitted(order: string) {
  try {
    await orders.save(order);
  } catch {
    // TODO tell somebody
  }
}
