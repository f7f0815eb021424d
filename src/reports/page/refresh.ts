import type { ChangedMessage, EditorWindow } from './data.ts';

/** Shows that the report is old when the editor says so, and asks for a new one at the press of a button. */
export function offerRefresh(note: HTMLElement, button: HTMLButtonElement, editor: EditorWindow): void {
  addEventListener('message', ({ data }: MessageEvent<ChangedMessage>) => {
    if (data.type === 'changed') note.hidden = false;
  });
  button.addEventListener('click', () => editor.postMessage({ type: 'refresh' }));
}
