// package: { "name": "notes", "dependencies": { "express": "5" } }
interface Part { render(): Promise<void> }

// Whether it is there is asked, and then somebody waits for it.
export function renderAll(parts: readonly Part[]) {
  const all: Promise<void>[] = [];
  for (const part of parts) {
    const rendered = part.render() as Promise<void>;
    if (rendered) all.push(rendered);
  }
  return Promise.all(all);
}

export function isRendered(part: Part) {
  const rendered = part.render();
  if (rendered) return [part, rendered]; // expect promise-as-value: rendered
  return part;
}
