import { isUnread, readable } from '../../../shared/bunce/unread.ts';
import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { eventsOf, readerAt } from '../../../shared/webhook/generic.ts';
import { attachedOf, type HmacSource, kindOf, type Named } from '../../../shared/webhook/generic-source.ts';
import type { Proof } from '../../../shared/webhook/proof.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { basicAuth, secretInUrl, sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';
import { digestSignature } from './digest.ts';
import { settingsFor } from './settings.ts';
import { claimsOf, tokenSignature } from './verify-token.ts';

/** A sender that proves itself in a way of its own, as the config describes it. Throws on rules that cannot be read. */
export function hmacSource({ name, signature, on, ownEvents, metadata, id = '', ...places }: Named<HmacSource>): Provider {
  const [kind, idOf] = [kindOf(places), readerAt('id', id)];
  const idHeader = signature.mode === 'hmac' ? signature.idHeader?.toLowerCase() : undefined;
  const isToken = signature.mode === 'jwt' && signature.from === 'body';
  return {
    name,
    settings: settingsFor(signature),
    signature: signatureOf(signature),
    ...(idHeader !== undefined && { idHeader }),
    ...(isToken && { opened: claimsOf }),
    // What a message quotes is parsed before it is trusted.
    ...(signature.mode === 'hmac' && signature.message?.includes('{$') && { bodyLimit: BODY_LIMIT.notice }),
    identify({ body }, payload) {
      const told = kind(payload);
      if (idHeader !== undefined) return { ...told, id: null };
      const own = readable(() => String(idOf(payload) ?? ''));
      return { ...told, id: isUnread(own) || own === '' ? `${told.type}:${bodyMark(isToken ? claimsOf(body) : body)}` : own };
    },
    ...attachedOf(metadata),
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
    case 'jwt':
      return tokenSignature(proof);
    case 'path':
    case 'query':
      return secretInUrl(proof);
  }
}
