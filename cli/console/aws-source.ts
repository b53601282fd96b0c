import type { View } from '../../local/console/protocol.ts';
import type { Source } from '../../local/console/source.ts';
import type { Stack } from '../stack.ts';
import { auditedDesk, auditedProviders, readOnlyDesk, readOnlyProviders } from './audited.ts';
import { awsProviders } from './aws-providers.ts';
import type { Changes } from './changes.ts';
import { findingsOf } from './findings.ts';
import { inWords } from './in-words.ts';
import { NAME } from '../../shared/runtime/command.ts';
import { numbersOf } from './numbers.ts';
import { kept } from './kept.ts';
import { parkedDesk } from './parked-desk.ts';
import { peopleDesk } from './people-desk.ts';
import type { AwsPlace } from './place.ts';
import { traceOf } from './trace.ts';

const VIEWS: readonly View[] = ['parked', 'people', 'providers', 'trace', 'doctor'];

/** Milliseconds for which the queues' numbers stand, however many pages ask. */
const COUNTED = 4000;

interface AwsConsole {
  readonly place: AwsPlace;
  readonly stack: Stack;
  /** Without it there are none. */
  readonly changes: Changes | undefined;
}

/** A stack in AWS as the console shows it. */
export function awsSource({ place, stack, changes }: AwsConsole): Source {
  const numbers = kept(COUNTED, async () => numbersOf(stack));
  const { parked, people, providers } = desks({ place, stack, changes });
  return {
    about: {
      place: 'aws',
      name: place.stack,
      stage: place.settings.stage,
      isProduction: place.isProduction,
      mayWrite: changes !== undefined,
      cli: NAME,
      views: VIEWS,
    },
    numbers: inWords(numbers),
    parked: {
      list: inWords(parked.list),
      one: inWords(parked.one),
      replay: inWords(parked.replay),
      drop: inWords(parked.drop),
    },
    people: { find: inWords(people.find), one: inWords(people.one) },
    providers: { list: inWords(providers.list), setSecret: inWords(providers.setSecret) },
    doctor: inWords(async () => findingsOf(place)),
    trace: inWords(async (reference) => traceOf(reference, place.stack)),
    // The numbers are looked at anyhow, and of more nobody tells.
    watch: () => () => {},
  };
}

function desks({ place, stack, changes }: AwsConsole) {
  const people = peopleDesk(stack);
  const providers = awsProviders(place);
  if (!changes) return { people, parked: readOnlyDesk(parkedDesk(stack)), providers: readOnlyProviders(providers) };
  const parked = parkedDesk(stack, { changed: changes.note, ending: changes.ending });
  return { people, parked: auditedDesk(parked, changes), providers: auditedProviders(providers, changes) };
}
