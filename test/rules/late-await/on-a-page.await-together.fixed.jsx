async function load(name) {
  const response = await fetch(`/${name}`);
  return response.json();
}

export async function Page() {
  const articles = load('articles');
  const [user, list] = await Promise.all([load('user'), articles]);
  return <main title={user.name}>{list.map(({ text }) => <p>{text}</p>)}</main>;
}
