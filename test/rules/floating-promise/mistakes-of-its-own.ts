declare function load(key: string): Promise<string>;
declare const tasks: { cancel(): Promise<void> }[];

function pointOf(text: string) {
  if (!/^\d+,\d+$/.test(text)) throw new Error('not a point');
  return text.split(',');
}

/** Only a bad `key`, a mistake of the program, makes it fail. */
async function move(key: string) {
  await Promise.resolve();
  return pointOf(key);
}

async function read(key: string) {
  try {
    return pointOf(await load(key));
  } catch (error) {
    console.warn(error);
    return await load('default');
  }
}

class Source extends EventTarget {
  open() {
    Promise.resolve().then(() => this.dispatchEvent(new Event('open'))); // expect floating-promise (information): Promise.resolve().then(() => this.dispatchEvent(new Event('open')))
    Promise.all(tasks.map((task) => task.cancel().catch(() => undefined))).then(() => { this.open(); }); // expect floating-promise (information): Promise.all(tasks.map((task) => task.cancel().catch(() => undefined))).then(() => { this.open(); })
  }
}

export function start(source: Source) {
  move('1,2'); // expect floating-promise (hint): move('1,2')
  read('3'); // expect floating-promise (hint): read('3')
  load('4'); // expect floating-promise: load('4')
  source.open();
}
