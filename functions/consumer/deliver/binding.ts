import { type Hopeless, rejected } from '../delivery.ts';

/** What the team's own functions compute: one that throws is rejected at once, alone. Its words are left out, for they may hold what it was given. */
export function byBinding<Computed>(compute: () => Computed): Computed | Hopeless {
  try {
    return compute();
  } catch (error) {
    return rejected(
      `a function of the binding throws ${error instanceof Error ? error.name : 'what is no error'}: mend it in the config, then replay`,
    );
  }
}
