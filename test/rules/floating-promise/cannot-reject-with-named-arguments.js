// The pattern of a parameter throws only where the caller passes nothing.
const copy = async ({ address, onDone }) => {
  const target = new URL(address);
  try {
    await navigator.clipboard.writeText(target.href);
    onDone();
  } catch (error) {
    console.error(error);
  }
};

export function onClick(address) {
  copy({ address, onDone: () => {} }); // expect floating-promise (information): copy({ address, onDone: () => {} })
}
