// package: { "name": "notes-extension", "private": true }
async function keep(note) {
  const answer = await fetch('https://example.com/notes', { method: 'POST', body: note });
  if (!answer.ok) throw new Error(answer.statusText);
}

// The browser prints the error, and the extension goes on.
chrome.runtime.onMessage.addListener((note) => {
  keep(note); // expect floating-promise (hint): keep(note)
});
