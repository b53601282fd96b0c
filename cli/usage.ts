/** What the user called wrongly: printed as one line, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
