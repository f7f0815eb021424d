declare function handle(chunk: Uint8Array): Promise<void>;

export async function drain(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      await handle(chunk.value);
    }
  } finally {
    reader.releaseLock();
  }
}

// Nobody else can want this stream.
export async function download(url: string) {
  const response = await fetch(url);
  const reader = response.body?.getReader();
  await reader?.read();
  reader?.releaseLock();
}
