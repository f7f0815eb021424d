declare function isAllowed(user: string): Promise<boolean>;
declare function open(path: string): string;

export async function read(user: string, path: string) {
  if (!isAllowed(user)) throw new Error('not allowed'); // expect promise-as-value: isAllowed(user)
  return open(path);
}
