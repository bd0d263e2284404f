/** Where CloudFormation has AWS::Budgets::Budget and bills are in US dollars, as of November 2026 (its registry). */
const REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Why a stack of that region can have no budget; undefined where it can. */
export const regionProblem = (region: string) =>
  REGIONS.includes(region)
    ? undefined
    : `CloudFormation has no AWS::Budgets::Budget in US dollars in ${region}; it has in ${REGIONS.join(', ')}. A budget is of the account, so another project may have it`;
