async function isReady(name) {
  return (await fetch(`/ready/${name}`)).ok;
}

export async function wait(ok) {
  if (await isReady('a')) console.log('ready');
  const label = await isReady('b') ? 'yes' : 'no';
  const both = await isReady('c') && label;
  if (ok || (await isReady('d') && label)) return both;
  if (ok ? await isReady('e') : label) return both;
  if (await isReady('f')) return label;
  return ok && isReady('g');
}
