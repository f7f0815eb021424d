async function load(name) {
  const response = await fetch(`/${name}`);
  return response.json();
}

export async function Page() {
  const articles = load('articles');
  // It is awaited below, where its error shows; until then this keeps the error from ending the process.
  articles.catch(() => {});
  const user = await load('user');
  const list = await articles;
  return <main title={user.name}>{list.map(({ text }) => <p>{text}</p>)}</main>;
}
