interface Span { end(): void }
declare function begin(name: string): Span;

// What may be a promise by its type has been awaited here.
export async function within<T>(name: string, work: (span: Span) => Promise<T> | T): Promise<T> {
  const span = begin(name);
  try {
    const result = await work(span);
    return result;
  } finally {
    span.end();
  }
}

export async function withinAtOnce<T>(name: string, work: (span: Span) => Promise<T> | T): Promise<T> {
  const span = begin(name);
  try {
    return work(span); // expect return-without-await: return work(span);
  } finally {
    span.end();
  }
}
