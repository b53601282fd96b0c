import { enableCompileCache } from 'node:module';

// Half of a command's time would be reading the same TypeScript again.
enableCompileCache();
const { run } = await import('./program.ts');
await run(process.cwd());
