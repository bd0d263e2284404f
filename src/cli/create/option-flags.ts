import type { InstanceRequest } from '../../core/fold/resolve.ts';
import { valued } from '../parser.ts';

/** What production asks for beside the patterns; without a flag a project has none of it. */
export const optionFlags = {
  dashboard: valued({
    choices: ['no', 'yes'],
    describe: 'CloudWatch dashboard and saved log queries, to see the project run ($3 a month)',
  }),
} as const;

/** The instances that these flags ask for. */
export const optionsAsked = ({ dashboard }: { dashboard?: string }): readonly InstanceRequest[] =>
  dashboard === 'yes' ? [{ pattern: 'dashboard' }] : [];
