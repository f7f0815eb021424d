export async function load(url: string) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false); // expect blocking-call: request.open('GET', url, false)
  request.send();
  const other = new XMLHttpRequest();
  other.open('GET', url, true);
  other.open('GET', url);
  return request.responseText;
}
