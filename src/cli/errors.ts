/** A mistake on the command line. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
