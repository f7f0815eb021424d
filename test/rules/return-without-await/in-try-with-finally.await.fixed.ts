declare function query(text: string): Promise<string[]>;
declare function open(): Promise<{ close(): void }>;

export async function rows(text: string) {
  const connection = await open();
  try {
    return await query(text);
  } finally {
    connection.close();
  }
}

export async function retried(text: string) {
  const connection = await open();
  try {
    return await query(text);
  } catch {
    return await query(text);
  } finally {
    connection.close();
  }
}

export async function nested(text: string) {
  try {
    try {
      await query(text);
    } finally {
      if (text) return query(text);
    }
  } catch (error) {
    console.error(error);
  }
  return [];
}
