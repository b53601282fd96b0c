import config from '../bunce-sync.config.ts';
import { bundle } from './bundle.ts';
import { Order } from './bundle-now.ts';

/** What `bundleNow` runs: bundles and prints the folder of each function. */
try {
  const { functions, catalogue } = Order.parse(JSON.parse(process.argv[2] ?? ''));
  const code = await bundle(functions, { generic: config.generic, ...(catalogue !== undefined && { catalogue }) });
  process.stdout.write(JSON.stringify(Object.fromEntries(functions.map((name) => [name, code(name)]))));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
