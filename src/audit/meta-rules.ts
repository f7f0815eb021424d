/** The rules about suppression comments. They look at what the other rules found, so they run after them. */
export const metaRules = [
  { id: 'unused-suppression', fixes: { remove: { title: 'Remove the unused suppression', safe: true } } },
  { id: 'unknown-suppression', fixes: { remove: { title: 'Remove the suppression of an unknown rule', safe: true } } },
] as const;
