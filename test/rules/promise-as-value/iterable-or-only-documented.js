/** @returns {AsyncIterable<string> & Promise<string[]>} */
function names() {
  return Object.assign(Promise.resolve(['a']), { async* [Symbol.asyncIterator]() { yield 'a'; } });
}

/** @returns {Promise<{ isOpen: boolean }>} */
function useNotes() {
  return { isOpen: true };
}

// Both a promise of all, and each as it comes; what is documented as a promise and is none.
export async function list() {
  for await (const name of names()) console.log(name);
  const { isOpen } = useNotes();
  return isOpen && useNotes().isOpen;
}

/** @returns {Promise<string>} */
function nameOf(entry) {
  if (!entry) return null;
  return entry.name;
}

// What is written down on some way is no promise.
export function isNamed(entry) {
  return nameOf(entry) ? 'named' : 'nameless';
}
