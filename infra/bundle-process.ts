import { loadProject } from '../shared/config/project.ts';
import { bundle } from './bundle.ts';
import { Order } from './bundle-now.ts';

/** What `bundleNow` runs: bundles and prints the folder of each function. */
try {
  const { root, ...order } = Order.parse(JSON.parse(process.argv[2] ?? ''));
  const code = await bundle({ project: loadProject(root), ...order });
  process.stdout.write(JSON.stringify(Object.fromEntries(order.names.map((name) => [name, code(name)]))));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
