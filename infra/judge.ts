import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';

/** Makes synthesis fail on what cdk-nag finds in this part of the app and nobody gave a reason for. The rest of the app is not ours to judge. */
export const judge = (part: Construct): void => part.node.addValidation({ validate: () => findings(part) });

const findings = (part: Construct): string[] =>
  new AwsSolutionsChecks()
    .validateScope(part)
    .violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => `${constructPath}: ${ruleName}: ${description}`),
    );
