import { type KeyObject, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

import { Unavailable } from '../../../shared/webhook/unavailable.ts';

export interface CertificatePorts {
  /** The PEM file at a URL of PayPal's; undefined when PayPal knows none there. Throws when it does not answer in time. */
  fetch(url: string): Promise<string | undefined>;
  readonly roots: readonly string[];
}

/** Node reads its roots when they are first asked for. */
export const theWorld: CertificatePorts = {
  fetch: served,
  get roots() {
    return rootCertificates;
  },
};

interface Trust {
  readonly now: Date;
  /** Certificates that the operator trusts besides the public roots, among other things. */
  readonly secrets: readonly string[];
}

/** Gives the key of the certificate at a URL, fetched once per process. One that cannot be trusted is a broken world: PayPal keeps the webhook. */
export function certificates(ports: CertificatePorts) {
  const chains = new Map<string, readonly X509Certificate[]>();
  let publicRoots: readonly X509Certificate[] | undefined;

  const chainAt = async (url: string): Promise<readonly X509Certificate[] | undefined> => {
    const file = await ports.fetch(url);
    return file === undefined ? undefined : certificatesIn(file);
  };

  return async (url: string, { now, secrets }: Trust): Promise<KeyObject | undefined> => {
    const chain = chains.get(url) ?? (await Unavailable.unless('certificate', async () => chainAt(url)));
    if (!chain) return undefined;
    publicRoots ??= ports.roots.flatMap(certificatesIn);
    if (!isPayPals(chain) || !leadsToRoot(chain, { now, roots: [...secrets.flatMap(certificatesIn), ...publicRoots] })) {
      throw new Unavailable(
        'certificate',
        `the certificate at ${url} is not PayPal's, not valid now, or leads to no root: list its issuer as PEM`,
      );
    }
    chains.set(url, chain);
    return chain[0]?.publicKey;
  };
}

const certificatesIn = (text: string): readonly X509Certificate[] =>
  (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((pem) => new X509Certificate(pem));

/** The first one signs; the others are its issuers. */
const isPayPals = ([leaf]: readonly X509Certificate[]): boolean => /^CN=[\w.-]+\.paypal\.com$/im.test(leaf?.subject ?? '');

interface Anchored {
  readonly now: Date;
  readonly roots: readonly X509Certificate[];
}

function leadsToRoot([current, ...others]: readonly X509Certificate[], { now, roots }: Anchored): boolean {
  if (!current || now < current.validFromDate || now > current.validToDate) return false;
  const issued = (issuer: X509Certificate): boolean => issuer.ca && current.checkIssued(issuer) && current.verify(issuer.publicKey);
  if (roots.some((root) => now <= root.validToDate && issued(root))) return true;
  const next = others.find(issued);
  return next !== undefined && leadsToRoot([next, ...others.filter((other) => other !== next)], { now, roots });
}

/** Milliseconds: PayPal waits for our answer, and the queue comes after this. */
const DEADLINE = 2000;

async function served(url: string): Promise<string | undefined> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(DEADLINE) });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`PayPal answered ${response.status}`);
  return response.text();
}
