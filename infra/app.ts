import config from '../bunce-sync.config.ts';
import { ConfigError } from '../shared/runtime/config.ts';
import { synthesize } from './synth.ts';

/** What `cdk synth` and `cdk deploy` run. A mistake in the config ends it with words, not with a stack trace. */
await synthesize({ config }).catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
