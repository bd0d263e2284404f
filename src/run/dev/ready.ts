import { NOT_KEPT } from '../services/persist/kept.ts';
import type { Dev } from './dev.ts';
import { notEmulatedIn } from './not-emulated.ts';

/** The first line of `--json`. */
export interface Ready {
  readonly ready: true;
  readonly page: string;
  readonly apis: Readonly<Record<string, string>>;
  /** Addresses of the services, by the names that signatures have for them. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly functions: readonly string[];
  readonly notEmulated: readonly string[];
  /** How a run differs from AWS. */
  readonly notes: readonly string[];
}

const SERVICES = [
  'dynamodb',
  'sqs',
  'sns',
  's3',
  'ses',
  'ssm',
  'secretsmanager',
  'events',
  'states',
  'lambda',
];

const nodeMajor = () => process.versions.node.split('.')[0];

/** Functions whose runtime is another Node.js than the one that runs them. */
function runtimeNote({ deployment }: Dev): readonly string[] {
  const others = new Set(
    deployment.functions
      .flatMap(({ runtime }) => /^nodejs(\d+)/.exec(runtime)?.[1] ?? [])
      .filter((version) => version !== nodeMajor()),
  );
  return others.size > 0
    ? [`Functions for Node.js ${[...others].join(', ')} run in Node.js ${nodeMajor()}`]
    : [];
}

function retryNote({ deployment }: Dev): readonly string[] {
  const { mappings, queues } = deployment;
  const hasQueues = mappings.some(({ sourceArn }) => queues.some(({ arn }) => arn === sourceArn));
  return hasQueues ? ['A message that fails is received again after a second'] : [];
}

const unresolvedNotes = ({ deployment, session }: Dev): readonly string[] =>
  deployment.functions.flatMap(({ id, environment }) =>
    Object.entries(environment)
      .filter(([, value]) => session.unresolved.some((text) => value.includes(text)))
      .map(([name]) => `${name} of ${id} could not be resolved`),
  );

function portNote({ session }: Dev): readonly string[] {
  const { passedOver } = session.apis;
  const many = passedOver.length > 1;
  return passedOver.length > 0
    ? [
        `Port${many ? 's' : ''} ${passedOver.join(', ')} ${many ? 'are' : 'is'} in use: APIs listen at the next ones`,
      ]
    : [];
}

function scheduleNote({ deployment }: Dev): readonly string[] {
  return deployment.schedules.length > 0
    ? ['Schedules fire from the page, and by time with --schedules']
    : [];
}

/** Whom the gateway lets in, where routes have an authorizer. */
const callerNote = ({ deployment }: Dev): readonly string[] =>
  deployment.apis.some(({ routes }) => routes.some(({ authorizer }) => authorizer.kind !== 'none'))
    ? ['signatures are not checked: a call without a token is from a local identity']
    : [];

const keyNote = ({ deployment }: Dev): readonly string[] =>
  deployment.apis.some(({ routes }) => routes.some(({ needsKey }) => needsKey))
    ? ['API keys are not checked, and no call is throttled']
    : [];

/** Values that nobody gave, of parameters without a default. */
export const inventedNotes = (invented: ReadonlyMap<string, string>): readonly string[] =>
  [...invented].map(([name, value]) => `${name} has no default: "${value}" is used`);

/** What there is to say when a project runs. */
export function readyOf(dev: Dev, page: string): Ready {
  const { deployment, session } = dev;
  const { front } = session;
  const { unrunnable } = session;
  const services = SERVICES.filter((name) => front.has(name));
  return {
    ready: true,
    page,
    apis: dev.apis,
    endpoints: Object.fromEntries(services.map((name) => [name, front.url])),
    functions: deployment.functions.filter((fn) => !unrunnable.has(fn)).map(({ id }) => id),
    notEmulated: notEmulatedIn(dev),
    notes: [
      ...portNote(dev),
      ...inventedNotes(deployment.invented),
      ...unresolvedNotes(dev),
      ...callerNote(dev),
      ...keyNote(dev),
      ...runtimeNote(dev),
      ...retryNote(dev),
      ...scheduleNote(dev),
      ...(dev.isKept ? [`Not kept for the next run: ${NOT_KEPT}`] : []),
    ],
  };
}
