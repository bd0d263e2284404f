import { usageError } from '../../core/errors.ts';
import type { InstanceRequest } from '../../core/fold/resolve.ts';
import { valued } from '../parser.ts';

/** What production asks for beside the patterns; without a flag a project has none of it. */
export const optionFlags = {
  dashboard: valued({
    choices: ['no', 'yes'],
    describe: 'CloudWatch dashboard and saved log queries, to see the project run ($3 a month)',
  }),
  budget: valued({
    describe: 'US dollars a month: notices at 80 % spent and 100 % forecast ($0.10 a month)',
  }),
  deploy: valued({
    choices: ['all-at-once', 'canary', 'linear'],
    describe:
      'How new versions take over in prod: a canary or linear goes back when an alarm speaks (no charge)',
  }),
  vpc: valued({
    choices: ['none', 'new', 'existing'],
    describe:
      'Functions in a VPC, to keep them from the internet ($14.60 a month for each service beyond S3 and DynamoDB)',
  }),
  layer: valued({
    choices: ['none', 'shared', 'powertools'],
    describe:
      'Packages of functions in a Lambda layer, one for all (costs nothing, and the start of a function some milliseconds)',
  }),
  database: valued({
    choices: ['none', 'postgres'],
    describe:
      'Where REST APIs keep their items, for SQL: Aurora PostgreSQL ($44 a month in production, at 0.5 ACU)',
  }),
} as const;

interface OptionFlags {
  readonly dashboard?: string;
  readonly budget?: string;
  readonly deploy?: string;
  readonly vpc?: string;
  readonly layer?: string;
}

/** The instances that these flags ask for. */
export const optionsAsked = ({
  dashboard,
  budget,
  deploy = 'all-at-once',
  vpc = 'none',
  layer = 'none',
}: OptionFlags): readonly InstanceRequest[] => [
  ...(dashboard === 'yes' ? [{ pattern: 'dashboard' }] : []),
  ...(budget === undefined ? [] : [{ pattern: 'budget', options: { amount: budget } }]),
  ...(deploy === 'all-at-once' ? [] : [{ pattern: 'deploy', options: { traffic: deploy } }]),
  ...(vpc === 'none' ? [] : [{ pattern: 'vpc', options: { network: vpc } }]),
  ...(layer === 'none' ? [] : [{ pattern: 'layer', options: { packages: layer } }]),
];

/** The requests with the store that `--database` names, where they do not say another. Throws `usage` where none has one. */
export function withDatabase(
  requests: readonly InstanceRequest[],
  database: string | undefined,
): readonly InstanceRequest[] {
  if (database === undefined || database === 'none') return requests;
  if (!requests.some(hasStore))
    throw usageError(
      `--database ${database} is for the items of a REST API, and the project has none`,
      'Add one with --pattern rest-api, or leave the flag out.',
    );
  return requests.map((request) =>
    hasStore(request) ? { ...request, options: { store: database, ...request.options } } : request,
  );
}

const hasStore = ({ pattern }: InstanceRequest) => pattern === 'rest-api';
