import { iso } from './iso.ts';

export interface Phone {
  readonly user: string;
  readonly email: string;
  readonly token: string;
  readonly at: number;
  readonly device: string;
}

/** An app that starts on somebody's phone. */
export const identify = ({ user, email, token, at, device }: Phone): string =>
  JSON.stringify({
    type: 'identify',
    messageId: `seg-${token}`,
    userId: user,
    timestamp: iso(at),
    traits: { email, firstName: 'App', lastName: token },
    context: { app: { namespace: 'com.example.app' }, device: { id: device, type: 'ios', token: `push-${token}` } },
  });
