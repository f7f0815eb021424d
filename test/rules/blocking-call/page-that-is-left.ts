function send(address: string): void {
  const request = new XMLHttpRequest();
  request.open('POST', address, false);
  request.send();
}

// Nothing else gets through when a page is left.
window.addEventListener('beforeunload', () => {
  send('/end');
});
addEventListener('pagehide', () => {
  send('/end');
});

window.addEventListener('click', () => {
  send('/click'); // expect blocking-call: send('/click')
});
