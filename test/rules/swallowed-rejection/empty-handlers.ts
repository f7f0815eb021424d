declare const orders: { save(order: string): Promise<void>; update(order: string): Promise<void>; refresh(): Promise<void> };
declare function sendInvoice(order: string): Promise<void>;

export async function place(order: string) {
  try {
    await orders.save(order);
  } catch (problem) { // expect swallowed-rejection: catch (problem) { }
  }
  await orders.update(order).catch(() => {}); // expect swallowed-rejection: catch
  sendInvoice(order).catch(() => undefined); // expect swallowed-rejection: catch
  void orders.save(order).then(() => console.log('saved')).catch(() => {}); // expect swallowed-rejection: catch
  await fetch('/orders', { method: 'POST', body: order }).catch(() => null); // expect swallowed-rejection: catch
  await orders.refresh().catch(() => {}); // expect swallowed-rejection (hint): catch
}

export async function admitted(order: string) {
  try {
    await orders.save(order);
  } catch { // expect swallowed-rejection: catch { …
    // TODO tell somebody
  }
}
