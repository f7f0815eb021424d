async function load(url) {
  const response = await fetch(url);
  return response.json();
}

export const fetchItems = async (url) => {
  try {
    return await load(url).then((items) => items.filter(Boolean))
  } catch (error) {
    console.error(error)
    return []
  }
}
