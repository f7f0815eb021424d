import { open } from 'node:fs/promises';

export async function Page({ path }) {
  const file = await open(path, 'r');
  try {
    const text = await file.readFile('utf8');
    const body = (
      <main>
        {text.split('\n').map((line) => <p>{line}</p>)}
      </main>
    );
    return body;
  } finally {
    await file.close();
  }
}
