// The same single-character edits for everybody: a letter typed into a word, spread evenly over the file, each on top of the last.

/** The texts after 1, 2, … `count` edits. */
export function edits(text, count) {
  const texts = [];
  let current = text;
  for (let index = 0; index < count; index += 1) {
    const from = Math.floor(((index + 0.5) / count) * current.length);
    // Inside a word the code stays parseable most of the time, as it does while somebody types.
    const word = /[A-Za-z]{4}/.exec(current.slice(from));
    const at = word ? from + word.index + 2 : from;
    current = `${current.slice(0, at)}x${current.slice(at)}`;
    texts.push(current);
  }
  return texts;
}
