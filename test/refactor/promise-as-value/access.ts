declare function isAllowed(user: string): Promise<boolean>;

export function greet(user: string): string {
  if (!isAllowed(user)) return ''; // make-async value: isAllowed(user)
  return `Hello ${user}`;
}
