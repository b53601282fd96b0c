import { isUnread, readable } from '../../../shared/bunce/unread.ts';
import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { eventsOf, readerOf } from '../../../shared/webhook/generic.ts';
import { type HmacSource, kindOf, type Named } from '../../../shared/webhook/generic-source.ts';
import type { Proof } from '../../../shared/webhook/hmac-source.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { basicAuth, sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';
import { digestSignature } from './digest.ts';
import { settingsFor } from './settings.ts';

/** A sender that signs in a way of its own, as the config describes it. Throws on rules that cannot be read. */
export function hmacSource({ name, signature, on, ownEvents, id = '', ...places }: Named<HmacSource>): Provider {
  const [kind, idOf] = [kindOf(places), readerOf(id)];
  const idHeader = signature.mode === 'hmac' ? signature.idHeader?.toLowerCase() : undefined;
  return {
    name,
    settings: settingsFor(signature),
    signature: signatureOf(signature),
    ...(idHeader !== undefined && { idHeader }),
    identify({ body }, payload) {
      const told = kind(payload);
      if (idHeader !== undefined) return { ...told, id: null };
      const own = readable(() => String(idOf(payload) ?? ''));
      return { ...told, id: isUnread(own) || own === '' ? `${told.type}:${bodyMark(body)}` : own };
    },
    events: eventsOf(on, ownEvents),
  };
}

function signatureOf(proof: Proof): Signature {
  switch (proof.mode) {
    case 'hmac':
      return digestSignature(proof);
    case 'header':
      return sharedSecret({ ...proof, header: proof.header.toLowerCase() });
    case 'basic':
      return basicAuth();
  }
}
