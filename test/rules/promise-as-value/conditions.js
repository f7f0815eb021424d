async function isReady(name) {
  return (await fetch(`/ready/${name}`)).ok;
}

export async function wait(ok) {
  if (isReady('a')) console.log('ready'); // expect promise-as-value: isReady('a')
  const label = isReady('b') ? 'yes' : 'no'; // expect promise-as-value: isReady('b')
  const both = isReady('c') && label; // expect promise-as-value: isReady('c')
  if (ok || (isReady('d') && label)) return both; // expect promise-as-value: isReady('d')
  if (ok ? isReady('e') : label) return both; // expect promise-as-value: isReady('e')
  if (await isReady('f')) return label;
  return ok && isReady('g');
}
