declare function isAllowed(user: string): Promise<boolean>;
declare function open(path: string): string;

export async function read(user: string, path: string) {
  if (!await isAllowed(user)) throw new Error('not allowed');
  return open(path);
}
