import * as z from 'zod/mini';

import { addDevices, listIn, type NewDevice, type Rotation, rotateDevice } from '../wire.ts';
import { dataIn, Device, rowsOf } from './answers.ts';
import type { Ask } from './ask.ts';
import { listDevices } from './calls.ts';

export interface Devices {
  /** Those that Bunce answers with. A token that the customer has already is a BunceError with `exists`. */
  add(customerId: string, devices: readonly NewDevice[]): Promise<readonly Device[]>;
  list(customerId: string): Promise<readonly Device[]>;
  /** A token that Bunce does not have is a BunceError. Undefined where Bunce merely says yes. */
  rotate(customerId: string, rotation: Rotation): Promise<Device | undefined>;
}

/** An older page of Bunce's has them without the envelope. */
const Bare = z.object({ devices: z.array(z.unknown()) });

export const devicesOf = (ask: Ask): Devices => ({
  async add(customerId, devices) {
    const body = await ask(addDevices(customerId, devices));
    return rowsOf(Device, Bare.safeParse(body).data?.devices ?? listIn(body));
  },
  list: async (customerId) => rowsOf(Device, listIn(await ask(listDevices(customerId)))),
  rotate: async (customerId, rotation) => dataIn(Device, await ask(rotateDevice(customerId, rotation))),
});
