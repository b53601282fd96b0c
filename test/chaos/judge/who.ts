import { type Case, nameOf } from './evidence.ts';
import { owners } from './homes.ts';

/** Triggers that became nobody's or somebody else's, or an erased person's, and people whom Bunce holds twice. */
export function wrongPerson(all: Case): readonly string[] {
  const owner = owners(all);
  const { cast } = all.script;
  const triggers = all.log.done.flatMap((done) => {
    const telling = done.step === 'trigger' ? all.byName.get(nameOf(done))?.telling : undefined;
    if (!telling) return [];
    if (telling.never) return [`${done.key} of the erased`];
    const whose = owner.get(done.customer ?? '');
    if (whose === undefined) return [`${done.key} at nobody`];
    const isRight = telling.of.some((human) => human === whose || cast.get(human)?.heirOf === whose);
    return isRight ? [] : [`${done.key} at ${whose}`];
  });
  return [...triggers, ...twice(all)];
}

function twice(all: Case): readonly string[] {
  const counted = Map.groupBy([...owners(all)], ([, human]) => human);
  return [...counted].flatMap(([human, customers]) =>
    human !== undefined && customers.length > 1 ? [`${human} ${customers.length} times`] : [],
  );
}
