import * as z from 'zod/mini';

import { eventsOf, readerOf } from '../../../shared/webhook/generic.ts';
import type { GenericSource } from '../../../shared/webhook/generic-source.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { anyOf } from '../../../shared/webhook/any-of.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';

const Type = z.string().check(z.minLength(1));

type Named = Omit<GenericSource, 'scheme'> & { readonly name: string };

/** Any sender of https://www.standardwebhooks.com, under either name of its headers. Throws on rules that cannot be read. */
export function standardSource({ name, on, type = '$.type', test = 'live' }: Named): Provider {
  const [typeOf, testOf] = [readerOf(type), readerOf(test)];
  return {
    name,
    signature: anyOf([standardWebhooks(), standardWebhooks({ prefix: 'svix' })]),
    identify({ headers }, payload) {
      const trial = /^(true|test)$/i.test(String(testOf(payload)));
      const id = headers['webhook-id'] || headers['svix-id'] || null;
      return { type: Type.parse(typeOf(payload)), id, mode: trial ? 'test' : 'live' };
    },
    events: eventsOf(on),
  };
}
