import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// For `node --import`: CDK's library is taken from the folder OTHER_CDK, for all that import it.
const parentURL = pathToFileURL(join(process.env['OTHER_CDK'] ?? '', 'anywhere.js')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, /^(aws-cdk-lib|constructs)(\/|$)/.test(specifier) ? { ...context, parentURL } : context),
});
