export interface User {
  readonly user: string;
  readonly email: string;
  readonly token: string;
  /** Unix seconds. */
  readonly at: number;
  /** Without one Bunce creates nobody by a call of its own. */
  readonly phone?: string | undefined;
}

export const userCreated = (user: User): string => JSON.stringify(written('user.created', user));
export const userUpdated = (user: User): string => JSON.stringify(written('user.updated', user));

/** The token is the last name. */
function written(type: string, { user, email, token, at, phone }: User): object {
  const verified = (strategy: string) => ({ status: 'verified', strategy });
  const data = {
    id: user,
    first_name: 'Ada',
    last_name: token,
    primary_email_address_id: 'em',
    email_addresses: [{ id: 'em', email_address: email, verification: verified('email_code') }],
    primary_phone_number_id: phone === undefined ? null : 'ph',
    phone_numbers: phone === undefined ? [] : [{ id: 'ph', phone_number: phone, verification: verified('phone_code') }],
    created_at: at * 1000,
    updated_at: at * 1000,
  };
  return { type, object: 'event', timestamp: at * 1000, data };
}

/** An id and a time are all that is left. */
export const userDeleted = ({ user, at }: Pick<User, 'user' | 'at'>): string =>
  JSON.stringify({ type: 'user.deleted', object: 'event', timestamp: at * 1000, data: { id: user, object: 'user', deleted: true } });
