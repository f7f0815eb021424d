async function load(name) {
  const response = await fetch(`/${name}`);
  return response.json();
}

export async function Page() {
  const articles = load('articles'); // expect late-await: load('articles')
  const user = await load('user');
  const list = await articles;
  return <main title={user.name}>{list.map(({ text }) => <p>{text}</p>)}</main>;
}
