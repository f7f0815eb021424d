async function article(id) {
  const response = await fetch(`/articles/${id}`);
  const { text } = await response.json();
  return <article>{text}</article>;
}

export async function Page({ id }) {
  try {
    return await article(id);
  } catch (error) {
    return <p>{String(error)}</p>;
  }
}
