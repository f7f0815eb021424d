import { makeSigner, readDocument } from './signer.ts';

declare function retry<T>(work: () => Promise<T>): Promise<T>;

let signer: Awaited<ReturnType<typeof makeSigner>> | undefined;

async function getSigner() {
  if (signer) return signer;
  signer = await retry(async () => await makeSigner('key.pem'));
  return signer;
}

export async function sign(name: string) {
  return { signer: await getSigner(), document: await readDocument(name) };
}
