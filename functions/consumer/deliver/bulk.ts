import type { Call } from '../../../shared/bunce/call.ts';
import { customersIn, type Found } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { type Delivery, deliveryOf } from '../delivery.ts';
import { bisectRefused } from './bisect.ts';

export interface Bulk<Of extends Task, End> {
  callFor(some: readonly Of[]): Call;
  /** Bunce's id of the row that answers for them. */
  idOf(task: Of): string | undefined;
  answered(task: Of, row: Found): Promise<End>;
  /** By a call of its own: one that is left, and whom the answer left out without a word. */
  alone(task: Of): Promise<End>;
}

/** Several people in one call; one that Bunce refuses takes nobody with it. */
export async function inBulk<Of extends Task, End>(
  tasks: readonly Of[],
  { callFor, idOf, answered, alone }: Bulk<Of, End>,
): Promise<ReadonlyMap<Of, End | Delivery>> {
  if (tasks.length === 0) return new Map();
  return bisectRefused<Of, End>(tasks, async (some) => {
    const [first, second] = some;
    if (!first || !second) return new Map(first ? [[first, await alone(first)]] : []);
    const reply = await first.context.caller.ask(callFor(some), first.step.envelope.id);
    if (reply.kind !== 'ok') return deliveryOf(reply);
    const rows = customersIn(reply.body);
    const endOf = async (task: Of): Promise<End> => {
      const row = rows.find(({ customer_id: id }) => id === idOf(task));
      return row ? answered(task, row) : alone(task);
    };
    return new Map(await Promise.all(some.map(async (task) => [task, await endOf(task)] as const)));
  });
}
