import type { Command } from 'commander';

import type { InProject } from './project.ts';

export function appCommand(program: Command): void {
  program
    .command('app', { hidden: true })
    .description('the CDK app of a project that has none of its own, as its cdk.json runs it')
    .action(app);
}

async function app({ project }: InProject): Promise<void> {
  // Two seconds that no other command need wait.
  const { synthesize } = await import('../infra/synth.ts');
  synthesize({ project: project() });
}
