declare function isAllowed(user: string): Promise<boolean>;

export async function greet(user: string): Promise<string> {
  if (!await isAllowed(user)) return '';
  return `Hello ${user}`;
}
