interface Panel { onClose?: () => void; onOpen: (name: string) => void }
declare const panel: Panel;
declare function open(options: Panel): void;
declare function save(name?: string): Promise<void>;
declare const extra: { close?: () => Promise<void>; open(): Promise<void> };
declare const target: EventTarget;

export class Editor {
  private readonly onDrop = async (event: Event) => { await save(event.type); };
  private readonly onMove = async (event: Event) => { await save(event.type); };

  async leave(): Promise<void> { await save(); }

  listen() {
    target.addEventListener('drop', (event) => { void this.onDrop(event).catch((error) => { console.error(error); }); });
    target.addEventListener('move', this.onMove);
    panel.onClose = this.leave;
    return () => { target.removeEventListener('move', this.onMove); };
  }
}

export function start(): () => void {
  const onOpen = async (name: string) => { await save(name); };
  open({ onOpen: (name) => { void onOpen(name).catch((error) => { console.error(error); }); }, onClose: (...args) => { void save(...args).catch((error) => { console.error(error); }); } });
  target.addEventListener('close', extra.close ?? null);
  panel.onOpen = (name) => { void onOpen(name).catch((error) => { console.error(error); }); };
  return (...args) => { void save(...args).catch((error) => { console.error(error); }); };
}
