import { nameForms } from '../../../src/core/names.ts';
import { choice, text } from '../../../src/core/options.ts';
import {
  type Connected,
  type Contribution,
  type CostLine,
  definePattern,
  type SamFragment,
} from '../../../src/core/pattern.ts';
import { assigned } from '../../formatted.ts';
import { problemWithoutOwnStack } from '../../own-stack.ts';
import { ENDPOINTS, type Endpoint } from '../../parts/endpoint/endpoints.ts';
import prices from '../../prices.json' with { type: 'json' };
import { cidrProblem, DEFAULT_CIDR, halvesOf } from './cidr.ts';
import { DEFAULT_SUBNETS, DEFAULT_VPC, subnetsProblem, vpcProblem } from './ids.ts';

const ZONES = 2;

/** In the stack; a test compares them. */
const RESOURCES = { new: { cdk: 17, sam: 16 }, existing: { cdk: 2, sam: 2 } };

/** Whether it is in the project's own stack, as the VPC is. */
const isInStack = ({ construct }: Contribution) => construct?.app === undefined;

const endpointsFor = ({ calls = [] }: Contribution): readonly Endpoint[] =>
  ENDPOINTS.filter(({ service }) => calls.includes(service));

const endpointCost = ({ title }: Endpoint): CostLine => ({
  item: `Endpoint of ${title} in ${ZONES} zones`,
  fixed: ZONES * prices.interfaceEndpointPerZone,
});

const insideOf = ({ describe }: Contribution) =>
  (describe?.functions ?? []).filter(({ isOutside }) => !isOutside);

/** The functions' places in the network, and what their roles need for it. */
const placesOf = ({ name, contribution }: Connected, network: string): readonly SamFragment[] =>
  insideOf(contribution).map((fn) => ({
    fragment: `sam/function-${network}.yaml`,
    replace: { __Function__: name.pascal + (fn.id ?? nameForms(fn.name).pascal) },
  }));

const [FIRST, SECOND] = halvesOf(DEFAULT_CIDR);

export default definePattern({
  id: 'vpc',
  title: 'VPC',
  summary:
    'Functions in a VPC without internet access: a new one ($14.60 a month for each service that they call beyond S3 and DynamoDB), or an existing one.',
  services: ['VPC'],
  defaultName: 'vpc',
  options: {
    network: choice('A new VPC, or one that exists', ['new', 'existing']),
    cidr: text('IPv4 block of a new VPC', DEFAULT_CIDR, cidrProblem),
    'vpc-id': text('Id of an existing VPC', DEFAULT_VPC, vpcProblem),
    'subnet-ids': text(
      'Ids of its subnets for functions, with commas between them',
      DEFAULT_SUBNETS,
      subnetsProblem,
    ),
  },
  needs: ['vpc-id', 'subnet-ids'],
  idle: ({ network }) => (network === 'new' ? ['vpc-id', 'subnet-ids'] : ['cidr']),
  problem({ others, options: { network, cidr, ...ids } }) {
    if (network === 'existing' && cidr !== DEFAULT_CIDR) return 'cidr is of a new VPC';
    const isOther = ids['vpc-id'] !== DEFAULT_VPC || ids['subnet-ids'] !== DEFAULT_SUBNETS;
    if (network === 'new' && isOther) return 'vpc-id and subnet-ids are of an existing VPC';
    return problemWithoutOwnStack(others);
  },
  precedes: ({ options }) => options.store === 'postgres',
  problemBeside({ name: vpc, options: { network } }, { name, contribution }) {
    const isOfDatabase = contribution.calls?.includes('rds-data');
    if (isOfDatabase && !contribution.uses?.includes(vpc.kebab))
      return `the database of ${name.kebab} has a network of its own, and would be made anew in the VPC, without its data. A project that is created with both has the database in the VPC`;
    if (network === 'existing' || !contribution.calls?.includes('internet')) return undefined;
    return `${name.kebab} calls an API on the internet, and a new VPC has no way there; an existing one may have`;
  },
  contribute({ project: { iac }, options: { network, cidr, ...ids } }) {
    const [first, second] = halvesOf(cidr);
    return {
      files: ['common', network, ...(iac === 'cdk' ? ['cdk', `cdk-${network}`] : [])],
      requires: ['function'],
      replace: {
        __Network__: network === 'new' ? 'VpcNetwork' : 'VpcId',
        __vpcId__: network === 'new' ? 'VpcNetwork' : ids['vpc-id'],
        [DEFAULT_CIDR]: cidr,
        [FIRST]: first,
        [SECOND]: second,
        [DEFAULT_VPC]: ids['vpc-id'],
        [`SUBNET_IDS = '${DEFAULT_SUBNETS}'`]: assigned('SUBNET_IDS', ids['subnet-ids']),
        [DEFAULT_SUBNETS]: ids['subnet-ids'],
      },
      sam: [`sam/${network}.yaml`, 'sam/main.yaml'],
      construct: { className: 'Vpc', module: './vpc.ts' },
      resources: RESOURCES[network][iac],
      describe: {
        functions: [],
        diagram: { nodes: [], edges: [] },
        cost:
          network === 'new'
            ? [{ item: 'Flow logs (0.1 KB a request)', perMillion: 0.1 * prices.logsPerGb }]
            : [],
        costUnit: 'requests',
        nextSteps:
          network === 'new'
            ? []
            : ["Check the VPC's id and its subnets, and what they lead to: README.md, VPC"],
      },
    };
  },
  connect({ options: { network } }, connected) {
    const { contribution } = connected;
    const endpoints = network === 'new' ? endpointsFor(contribution) : [];
    if (!isInStack(contribution) || insideOf(contribution).length === 0) return undefined;
    return {
      files: [],
      requires: endpoints.map(({ service }) => `endpoint-${service}`),
      sam: placesOf(connected, network),
      describe: {
        functions: [],
        diagram: { nodes: [], edges: [] },
        cost: endpoints.map(endpointCost),
        costUnit: '',
      },
    };
  },
});
