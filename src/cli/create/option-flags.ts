import { usageError } from '../../core/errors.ts';
import type { InstanceRequest } from '../../core/fold/resolve.ts';
import { parseOptions } from '../../core/options.ts';
import type { Registry } from '../../core/ports.ts';
import { PACKAGE_TYPES } from '../../core/project.ts';
import { valued } from '../parser.ts';

/** The production options; without a flag a project has none of them. */
export const optionFlags = {
  dashboard: valued({
    choices: ['no', 'yes'],
    describe: 'CloudWatch dashboard and saved log queries, to see the project run ($3 a month)',
  }),
  budget: valued({
    describe:
      'Monthly budget in US dollars, with notices at 80 % spent and 100 % forecast ($0.10 a month)',
  }),
  deploy: valued({
    choices: ['all-at-once', 'canary', 'linear'],
    describe:
      'How new versions take over in staging and prod; canary and linear roll back when an alarm goes off (no charge)',
  }),
  vpc: valued({
    choices: ['none', 'new', 'existing'],
    describe:
      'VPC for the functions, without internet access ($14.60 a month for each service that they call, except S3 and DynamoDB)',
  }),
  layer: valued({
    choices: ['none', 'shared', 'powertools'],
    describe:
      'Lambda layer with the packages that functions share (no charge; a function starts some milliseconds later)',
  }),
  package: valued({
    choices: PACKAGE_TYPES,
    describe:
      'Functions in zip files, or in a container image, for native programs and up to 10 GB ($0.02 a month for each repository; builds need Docker)',
  }),
  database: valued({
    choices: ['none', 'postgres'],
    describe:
      'SQL database for the items of REST APIs, instead of DynamoDB: Aurora PostgreSQL ($44 a month in staging and in prod, at 0.5 ACU)',
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

/** Checks the value of each of these flags, so that a message names the flag; throws `usage`. */
export function checkOptions(asked: readonly InstanceRequest[], { patterns }: Registry): void {
  for (const { pattern, options = {} } of asked)
    for (const [key, value] of Object.entries(options)) {
      const setting = { [pattern]: patterns.get(pattern)!.options[key]! };
      parseOptions(setting, { [pattern]: value }, pattern, 'flag');
    }
}

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
