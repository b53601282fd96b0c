import { describeBeside, modelIn, routeTo } from './beside.ts';
import { type Described, startDescribed, type Starting } from './functions.ts';
import type { Gateway, Routes } from './gateway.ts';
import type { Code, LocalFunction } from './lambda/function.ts';
import type { Receiver } from './receivers.ts';
import type { DescribedRoute } from './wiring.ts';

/** What of a run may change while it is up. */
export interface Live {
  /**
   * From now on these receivers take webhooks, and no others. A function that is new, or has new code or settings, is there at once; what is
   * under way ends as it began. Code goes by the names of functions; gives back the names of those that changed.
   */
  serve(receivers: readonly Receiver[], code: ReadonlyMap<string, Code>): readonly string[];
  /** Other code for functions that there are. */
  recode(code: ReadonlyMap<string, Code>): void;
}

export interface Standing {
  readonly described: Described[];
  readonly routes: DescribedRoute[];
  /** By ARN. */
  readonly functions: Map<string, LocalFunction>;
  readonly starting: Starting;
  readonly gateway: Pick<Gateway, 'open'>;
  /** Puts a secret where its readers find it. */
  readonly hold: (secret: Receiver['secret']) => void;
  readonly tableOf: (routes: readonly DescribedRoute[]) => Routes;
}

type Change = Partial<Pick<Described, 'directory' | 'environment'>>;

export function liveRun(standing: Standing): Live {
  const { described, routes, gateway, hold, tableOf } = standing;
  const model = modelIn(described, routes);
  const changed = (receiver: Receiver, code: Code | undefined): boolean => {
    hold(receiver.secret);
    const known = described.find(({ name }) => name === receiver.construct);
    if (!known) return add(standing, describeBeside(receiver, { ...model, code: code ?? '' }));
    const { environment } = known;
    const isOther = environment['SETTINGS'] !== receiver.settings;
    const to = {
      ...(isOther && { environment: { ...environment, SETTINGS: receiver.settings } }),
      ...(code !== undefined && { directory: code }),
    };
    return change(standing, { known, to });
  };
  return {
    serve(receivers, code) {
      routes.splice(0, routes.length, ...receivers.map((receiver) => routeTo(receiver, model)));
      const others = receivers.filter((receiver) => changed(receiver, code.get(receiver.construct))).map(({ construct }) => construct);
      gateway.open(tableOf(routes));
      return others;
    },
    recode(code) {
      for (const known of described) {
        const directory = code.get(known.name);
        if (directory !== undefined) change(standing, { known, to: { directory } });
      }
    },
  };
}

function add({ described, functions, starting }: Standing, made: Described): boolean {
  described.push(made);
  functions.set(made.arn, startDescribed(made, starting));
  return true;
}

function change({ described, functions, starting }: Standing, { known, to }: { readonly known: Described; readonly to: Change }): boolean {
  if (Object.keys(to).length === 0) return false;
  const now = { ...known, ...to };
  described[described.indexOf(known)] = now;
  functions.get(now.arn)?.change({ directory: now.directory, environment: { ...now.environment, ...starting.environment(now) } });
  return true;
}
