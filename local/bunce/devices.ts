import * as z from 'zod/mini';
import type { Account, Customer, Device } from './account.ts';
import { created, exists, notFound, ok, reading, refused, type Answer, type Handler } from './answer.ts';
import { devices, text } from './fields.ts';
import { addDevices } from './register.ts';

export const deviceView = (device: Device) => ({ ...device });

const oldView = ({ token: device_token, ...device }: Device) => ({ ...device, device_token });

const customerOf = (account: Account, [id = '']: readonly string[]): Customer | undefined => account.customers.get(id);

function devicesAnswer(account: Account, added: readonly Device[]): Answer {
  const { createdStatus, deviceAnswer } = account.switches;
  if (deviceAnswer === 'bare') return { status: createdStatus, body: { devices: added.map(oldView) } };
  return created(account, {
    data: deviceAnswer === 'token' ? added.map(deviceView) : added.map(oldView),
    message: 'Device created successfully',
  });
}

export const createDevices = reading(z.object({ devices }), (account, { params, body }) => {
  const customer = customerOf(account, params);
  if (!customer) return notFound('Customer');
  const tokens = new Set(body.devices.map(({ device_token }) => device_token));
  if (customer.devices.some(({ token }) => tokens.has(token))) return exists(account, 'Device');
  addDevices(account, { customer, devices: body.devices });
  return devicesAnswer(
    account,
    customer.devices.filter(({ token }) => tokens.has(token)),
  );
});

export const listDevices: Handler = (account, { params }) => {
  const customer = customerOf(account, params);
  return customer ? ok(customer.devices.map(deviceView), 'Devices retrieved successfully') : notFound('Customer');
};

const Rotation = z.object({
  current_device_token: text,
  device_type: z.nullish(z.enum(['ios', 'android'])),
  device_token: z.nullish(text),
});

export const rotateDevice = reading(Rotation, (account, { params, body }) => {
  const customer = customerOf(account, params);
  if (!customer) return notFound('Customer');
  const device = customer.devices.find(({ token }) => token === body.current_device_token);
  if (!device) return refused(account.switches.unknownTokenStatus, 'Device not found');
  if (customer.devices.some((other) => other !== device && other.token === body.device_token)) return exists(account, 'Device');
  device.token = body.device_token ?? device.token;
  device.device_type = body.device_type ?? device.device_type;
  return ok(account.switches.rotationAnswer === 'boolean' ? true : deviceView(device), 'Device updated successfully');
});
