/** The world did not do as asked: printed as one line that says what helps, exit 1. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
