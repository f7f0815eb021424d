type Listener = (text: string) => Promise<void>;
declare const listeners: Listener[];

const kinds = { report: tellEach, filter: askEach };

async function tellEach(text: string) {
  for (const listener of listeners) {
    try {
      await listener(text);
    } catch (error) {
      console.error(error);
    }
  }
}

async function askEach(text: string) {
  for (const listener of listeners) await listener(text);
}

export async function announce(kind: 'report' | 'filter', text: string): Promise<void> {
  await kinds[kind](text);
  if (text !== 'told') await announce('report', 'told');
}

export async function close(name: string) {
  announce('report', name); // expect floating-promise (information): announce('report', name)
  return name;
}
