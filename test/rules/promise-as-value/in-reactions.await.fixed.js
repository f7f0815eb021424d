export function suggestions() {
  return fetch('/suggestions')
    .then(async (response) => {
      if (!response.ok) throw new Error(response.statusText);
      return { success: true, ...await response.json() };
    })
    .catch(async function (error) {
      const shown = await fetch(`/errors?text=${error}`) ? 'told' : 'lost';
      return { success: false, shown };
    });
}

export function listen(target) {
  target.addEventListener('close', () => {
    if (fetch('/closed')) target.close();
  });
}
