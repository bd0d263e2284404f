export const DEFAULT_VPC = 'vpc-0123456789abcdef0';
export const DEFAULT_SUBNETS = 'subnet-0123456789abcdef0,subnet-0123456789abcdef1';

/** Eight or seventeen hexadecimal digits behind the kind: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const isId = (kind: string, text: string) =>
  new RegExp(`^${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(text);

export const vpcProblem = (text: string) =>
  isId('vpc', text) ? undefined : 'it is the id of a VPC, such as vpc-0123456789abcdef0';

/** Lambda takes 16 subnets at most: https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html */
const MOST_SUBNETS = 16;

export function subnetsProblem(text: string): string | undefined {
  const ids = text.split(',');
  const isFit =
    ids.every((id) => isId('subnet', id)) &&
    new Set(ids).size === ids.length &&
    ids.length >= 2 &&
    ids.length <= MOST_SUBNETS;
  return isFit
    ? undefined
    : `they are the ids of two to ${MOST_SUBNETS} subnets in different zones, with commas between them, such as ${DEFAULT_SUBNETS}`;
}
