import * as z from 'zod/mini';

import { BREAKS } from './lists.ts';
import { Refused, type Source } from './source.ts';

/** A request to the API: what its path holds, what was searched for, and its body. */
export interface Asked {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

type Answer = (source: Source, asked: Asked) => unknown;

const text = z.string();
const Chosen = z.object({ id: z.optional(text), reason: z.optional(text) });
export const Replay = z.object({ ...Chosen.shape, isLate: z.optional(z.boolean()) });
export const Webhook = z.object({ provider: text, body: text, headers: z.record(text, text) });
const Named = z.object({ name: text });
export const Secret = z.object({ secret: text, credentials: z.optional(z.record(text, text)) });
const Broken = z.object({ kind: z.enum(BREAKS), seconds: z.number().check(z.gte(0), z.lte(3600)) });

/** What this place has; throws a Refused where it has it not. */
function there<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Refused('there is nothing of that here');
  return part;
}

const found = <Thing>(thing: Thing | undefined): Thing => {
  if (thing === undefined) throw new Refused('it is not there any more');
  return thing;
};

/** By method and path; `*` is a segment of it, given as `id`. */
export const routes: Readonly<Record<string, Answer>> = {
  'GET /api/about': ({ about }) => about,
  'GET /api/numbers': async (source) => source.numbers(),
  'GET /api/webhooks': ({ webhooks }) => there(webhooks).list(),
  'GET /api/webhooks/*': async ({ webhooks }, { id }) => found(await there(webhooks).one(id)),
  'POST /api/webhooks/*/resend': async ({ webhooks }, { id }) => there(webhooks).resend(id),
  'POST /api/webhooks/*/sample': async ({ webhooks }, { id, body }) => there(webhooks).keepAsSample(id, Named.parse(body).name),
  'POST /api/send': async ({ webhooks }, { body }) => there(webhooks).send(Webhook.parse(body)),
  'GET /api/parked': async ({ parked }) => parked.list(),
  'GET /api/parked/*': async ({ parked }, { id }) => found(await parked.one(id)),
  'POST /api/parked/replay': async ({ parked }, { body }) => parked.replay(Replay.parse(body)),
  'POST /api/parked/drop': async ({ parked }, { body }) => parked.drop(Chosen.parse(body)),
  'GET /api/people': async ({ people }, { query }) => people.find(query.get('q') ?? ''),
  'GET /api/people/*': async ({ people }, { id }) => found(await people.one(id)),
  'GET /api/providers': async ({ providers }) => providers.list(),
  'POST /api/providers/*/secret': async ({ providers }, { id, body }) => providers.setSecret(id, Secret.parse(body)),
  'GET /api/bindings': async ({ bindings }) => there(bindings)(),
  'GET /api/breaks': async ({ breaks }) => there(breaks).list(),
  'POST /api/breaks': async ({ breaks }, { body }) => there(breaks).set(Broken.parse(body)),
  'GET /api/doctor': async ({ doctor }) => there(doctor)(),
  'GET /api/trace': async ({ trace }, { query }) => there(trace)(query.get('reference') ?? ''),
};

/** The answer to a method and path, and what stands in the place of its `*`. */
export function routeOf(method: string, path: string): { readonly answer: Answer; readonly id: string } | undefined {
  const exact = routes[`${method} ${path}`];
  if (exact) return { answer: exact, id: '' };
  const [, api, list, id = '', ...rest] = path.split('/');
  const answer = routes[`${method} /${[api, list, '*', ...rest].join('/')}`];
  return answer && { answer, id: decoded(id) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refused(`${segment} is no address`);
  }
}
