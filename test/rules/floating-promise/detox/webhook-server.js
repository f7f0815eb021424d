// package: { "name": "notes", "dependencies": { "express": "5" } }
// It answers to what runs the tests, and so does its error.
export function answer(note) {
  fetch('https://example.com/notes', { method: 'POST', body: note }); // expect floating-promise (hint): fetch('https://example.com/notes', { method: 'POST', body: note })
}
