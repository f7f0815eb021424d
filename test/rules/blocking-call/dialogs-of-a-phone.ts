// dependencies: react, react-native
export async function save(send: () => Promise<void>) {
  try {
    await send();
    alert('Saved.');
  } catch (error) {
    alert(String(error));
  }
}
