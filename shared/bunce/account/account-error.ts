/** Bunce did not do as asked; the message says why and what helps. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}
