import * as z from 'zod/mini';

import { filled } from '../../shared/bunce/filled.ts';
import { jsonOf } from '../arguments.ts';
import { UsageError } from '../usage.ts';

/** What a body is made of: a file, or options. */
interface Made {
  readonly data?: string | undefined;
  readonly given?: object;
}

/** For `z.custom`, as the shape of a body: what is wrong with an object's fields Bunce says in its own words. */
export const isObject = (body: unknown): boolean => typeof body === 'object' && body !== null && !Array.isArray(body);

/** Throws a UsageError where both are there: nobody could say which is meant. */
export function eitherOf({ data, given = {} }: Made): void {
  if (data !== undefined && Object.keys(filled(given)).length > 0) throw new UsageError('give either --data or single fields, not both');
}

export function bodyOf<Body>(shape: z.ZodMiniType<Body>, { data, given = {} }: Made): Body | readonly Body[] {
  eitherOf({ data, given });
  const body = data === undefined ? filled(given) : jsonOf(data);
  const read = z.safeParse(z.union([shape, z.array(shape)]), body);
  if (!read.success) throw new UsageError('--data takes a JSON object, or a list of them');
  return read.data;
}

/** The same where a list makes no sense. */
export function oneBodyOf<Body>(shape: z.ZodMiniType<Body>, made: Made): Body {
  const body = bodyOf(shape, made);
  if (isList(body)) throw new UsageError('--data takes one JSON object here, not a list');
  return body;
}

export const isList = <Body>(body: Body | readonly Body[]): body is readonly Body[] => Array.isArray(body);
