import { command } from '../runtime/command.ts';

/** Something we need is broken or missing: the provider is answered 503 and keeps the webhook. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** `certificate`: the request itself named where it is, so a stranger may have. */
  readonly what: 'no-secret' | 'no-setting' | 'secret' | 'certificate' | 'lookup' | 'queue';

  constructor(what: Unavailable['what'], message: string) {
    super(message);
    this.what = what;
  }

  /** `flaw`: why the one that is there is none. */
  static noSecret(provider: string, flaw?: string): Unavailable {
    const what =
      flaw === undefined ? `no secret is configured for ${provider}` : `what is configured for ${provider} is no secret, ${flaw}`;
    return new Unavailable('no-secret', `${what}: run "${command(`secrets set ${provider}`)}"`);
  }

  static noSetting(provider: string, setting: string): Unavailable {
    return new Unavailable(
      'no-setting',
      `bunce-sync.config.ts has no providers.${provider}.${setting}, without which no signature can be verified`,
    );
  }

  /** Runs the work; whatever it throws becomes an Unavailable naming what failed. */
  static async unless<Result>(what: Unavailable['what'], work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw new Unavailable(what, error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure');
    }
  }
}
