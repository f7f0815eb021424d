export function suggestions() {
  return fetch('/suggestions')
    .then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return { success: true, ...response.json() }; // expect promise-as-value: response.json()
    })
    .catch(function (error) {
      const shown = fetch(`/errors?text=${error}`) ? 'told' : 'lost'; // expect promise-as-value: fetch(`/errors?text=${error}`)
      return { success: false, shown };
    });
}

export function listen(target) {
  target.addEventListener('close', () => {
    if (fetch('/closed')) target.close(); // expect promise-as-value: fetch('/closed')
  });
}
