import type { Command } from 'commander';
import * as z from 'zod/mini';

import type { Device } from '../../shared/bunce/api/answers.ts';
import type { NewDevice, Rotation } from '../../shared/bunce/wire.ts';
import { several } from '../arguments.ts';
import { UsageError } from '../usage.ts';
import { isObject, oneBodyOf } from './body.ts';
import { asking, changing, type Options, reading, writing } from './place.ts';
import { inColumns, show } from './rows.ts';

const SomeDevice = z.custom<NewDevice>(isObject);
const SomeRotation = z.custom<Rotation>(isObject);

interface AddOptions extends Options {
  readonly device: readonly string[];
}

interface RotateOptions extends Options {
  readonly from: string;
  readonly to?: string;
  readonly type?: string;
}

export function devicesCommand(bunce: Command): void {
  const group = bunce.command('devices').description('push tokens of a customer');
  reading(group, { usage: 'list <customer>', description: 'all devices of a customer, by id' }).action(list);
  writing(group, { usage: 'add <customer>', description: 'add push tokens' })
    .requiredOption('--device <type:token>', 'ios or android, and the token; may be repeated', several)
    .action(add);
  writing(group, { usage: 'rotate <customer>', description: 'put a new token in the place of an old one' })
    .requiredOption('--from <token>', 'the one that Bunce has')
    .option('--to <token>', 'the new one')
    .option('--type <type>', 'ios or android, where it changes')
    .action(rotate);
}

const textOf = ({ device_id: id, device_type: type, token, created_at: at }: Device): string => inColumns(id, type, token, at);

/** As `type:token`; whether the type is one Bunce says. */
export function deviceOf(written: string): NewDevice {
  const at = written.indexOf(':');
  if (at < 1) throw new UsageError(`a device is written ios:TOKEN or android:TOKEN, got "${written}"`);
  return oneBodyOf(SomeDevice, { given: { device_type: written.slice(0, at), device_token: written.slice(at + 1) } });
}

const list = async (customer: string, options: Options): Promise<void> =>
  asking(options, async ({ devices }) => show(await devices.list(customer), { ...options, textOf }));

const add = async (customer: string, { device, ...options }: AddOptions): Promise<void> =>
  changing({ ...options, what: `add devices of customer ${customer}` }, async ({ devices }) =>
    show(await devices.add(customer, device.map(deviceOf)), { ...options, textOf }),
  );

const rotate = async (customer: string, { from, to, type, ...options }: RotateOptions): Promise<void> =>
  changing({ ...options, what: `change a device of customer ${customer}` }, async ({ devices }) => {
    const rotation = oneBodyOf(SomeRotation, { given: { current_device_token: from, device_token: to, device_type: type } });
    const token = to ?? from;
    show([(await devices.rotate(customer, rotation)) ?? { token }], { ...options, textOf });
  });
