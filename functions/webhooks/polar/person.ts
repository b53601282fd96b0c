import { customer, type Customer } from '../../../shared/bunce/command.ts';

interface Known {
  readonly id: string | number | null | undefined;
  readonly external_id?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** The team's own id where it gave one; Polar's id stays known, for refunds carry no other. */
export const person = ({ id, external_id: own, email, name }: Known): Customer =>
  customer({ id: own || id, aliases: own ? [id] : undefined, email, name });
