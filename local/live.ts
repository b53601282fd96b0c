import { describeBeside, modelIn, routeTo } from './beside.ts';
import { type Described, settingsOf, startDescribed, type Starting } from './functions.ts';
import type { Routes } from './answering.ts';
import type { Gateway } from './gateway.ts';
import type { FunctionSettings } from './lambda/environment.ts';
import type { Code, LocalFunction } from './lambda/function.ts';
import type { Receiver } from './receivers.ts';
import type { DescribedRoute } from './wiring.ts';

/** Names of functions, and the routes that went. */
export interface Changes {
  readonly changed: readonly string[];
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** What of the run may change while it is up. Code goes by the names of functions. */
export interface Live {
  /**
   * From now on these receivers take webhooks, and no others. A function that is new, or has new code or settings, is there at once; what is
   * under way ends as it began.
   */
  serve(receivers: readonly Receiver[], code: ReadonlyMap<string, Code>): Changes;
  /** What the functions of this code would run as, if it were served. */
  trial(receivers: readonly Receiver[], code: ReadonlyMap<string, string>): readonly FunctionSettings[];
  /** Other code for functions that there are. */
  recode(code: ReadonlyMap<string, Code>): readonly string[];
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

export function liveRun(standing: Standing): Live {
  const { described, routes, gateway, hold, tableOf, starting } = standing;
  const model = modelIn(described, routes);
  const known = (construct: string): Described | undefined => described.find(({ name }) => name === construct);
  const describe = (receiver: Receiver, code?: Code): Described => {
    const before = known(receiver.construct) ?? describeBeside(receiver, { ...model, code: '' });
    return { ...before, directory: code ?? before.directory, environment: { ...before.environment, SETTINGS: receiver.settings } };
  };
  const recode: Live['recode'] = (code) =>
    [...code].flatMap(([construct, directory]) => {
      const before = known(construct);
      return before && put(standing, { ...before, directory }) ? construct : [];
    });
  return {
    recode,
    serve(receivers, code) {
      const before = new Set(described.map(({ name }) => name));
      const constructs = new Set(receivers.map(({ construct }) => construct));
      const closed = routes.map(({ key }) => key).filter((key) => !receivers.some(({ routeKey }) => routeKey === key));
      routes.splice(0, routes.length, ...receivers.map((receiver) => routeTo(receiver, model)));
      for (const { secret } of receivers) hold(secret);
      const ours = receivers.filter((each) => put(standing, describe(each, code.get(each.construct)))).map(({ construct }) => construct);
      const others = recode(new Map([...code].filter(([construct]) => !constructs.has(construct))));
      gateway.open(tableOf(routes));
      return { changed: [...ours, ...others], opened: ours.filter((name) => !before.has(name)), closed };
    },
    trial: (receivers, code) =>
      [...code].flatMap(([construct, directory]) => {
        const receiver = receivers.find((each) => each.construct === construct);
        const tried = receiver ? describe(receiver) : known(construct);
        return tried ? { ...settingsOf(tried, starting), directory } : [];
      }),
  };
}

/** Starts it, or changes what there is; whether there was anything to do. */
function put({ described, functions, starting }: Standing, now: Described): boolean {
  const at = described.findIndex(({ arn }) => arn === now.arn);
  const before = described[at];
  described.splice(at === -1 ? described.length : at, 1, now);
  if (!before) functions.set(now.arn, startDescribed(now, starting));
  else if (before.directory === now.directory && before.environment['SETTINGS'] === now.environment['SETTINGS']) return false;
  else functions.get(now.arn)?.change({ directory: now.directory, environment: settingsOf(now, starting).environment });
  return true;
}
