declare const server: { close(): Promise<void> };
declare const queue: { add(task: () => Promise<void>): Promise<void> };
declare const shop: { cancelOrder(id: string): Promise<void>; closeAccount(id: string): Promise<void> };
declare const audio: HTMLAudioElement;
declare function gracefullyCloseAll(): Promise<void>;
declare function showToast(text: string): Promise<void>;
declare function save(text: string): Promise<void>;

async function copy(text: string) {
  await navigator.clipboard.writeText(text);
  showToast('copied'); // expect floating-promise (hint): showToast('copied')
}

export function onLeave(id: string) {
  server.close(); // expect floating-promise (hint): server.close()
  gracefullyCloseAll(); // expect floating-promise (hint): gracefullyCloseAll()
  queue.add(() => save('a')); // expect floating-promise (hint): queue.add(() => save('a'))
  audio.play(); // expect floating-promise (hint): audio.play()
  copy(id); // expect floating-promise (hint): copy(id)
  import('node:os'); // expect floating-promise (hint): import('node:os')
  fetch('/ping'); // expect floating-promise (hint): fetch('/ping')
  fetch('/orders'); // expect floating-promise: fetch('/orders')
  shop.cancelOrder(id); // expect floating-promise: shop.cancelOrder(id)
  shop.closeAccount(id); // expect floating-promise: shop.closeAccount(id)
}
