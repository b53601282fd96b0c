import { Logger } from '@aws-lambda-powertools/logger';

type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured lines for CloudWatch. Fields hold ids, types, counts and statuses: never a person's data, a body or a secret. */
export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/** Fields that could hold a person or a secret if someone logged them by mistake. */
const REDACTED = new Set([
  'email',
  'phone',
  'phone_no',
  'name',
  'firstName',
  'lastName',
  'first_name',
  'last_name',
  'customer',
  'body',
  'secret',
  'secrets',
  'authorization',
  'token',
]);

const guarded = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, REDACTED.has(key) ? '[redacted]' : value]));

/** The envelope id travels as `correlation_id` from webhook to Bunce call. */
export function logger(serviceName: string): Log {
  const powertools = new Logger({ serviceName });
  return {
    info: (message, fields = {}) => powertools.info(message, guarded(fields)),
    warn: (message, fields = {}) => powertools.warn(message, guarded(fields)),
    error: (message, fields = {}) => powertools.error(message, guarded(fields)),
  };
}
