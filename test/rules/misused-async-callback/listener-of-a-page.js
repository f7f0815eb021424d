async function load() {
  await fetch('https://example.com/notes');
}

// An error in a page's listener is printed like any other.
window.addEventListener('focus', async () => { // expect misused-async-callback (hint): async () => { await load(); }
  await load();
});
