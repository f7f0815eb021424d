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
    target.addEventListener('drop', this.onDrop); // expect misused-async-callback: this.onDrop
    target.addEventListener('move', this.onMove); // expect misused-async-callback: this.onMove
    panel.onClose = this.leave;
    return () => { target.removeEventListener('move', this.onMove); };
  }
}

export function start(): () => void {
  const onOpen = async (name: string) => { await save(name); };
  open({ onOpen, onClose: save }); // expect misused-async-callback: onOpen // expect misused-async-callback: save
  target.addEventListener('close', extra.close ?? null);
  panel.onOpen = onOpen; // expect misused-async-callback: onOpen
  return save; // expect misused-async-callback: save
}
