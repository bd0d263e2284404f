import { didYouMean } from '../../../src/core/suggest.ts';

/**
 * The regions of the partition `aws` that have HTTP APIs with dual-stack names (ap-east-2, ap-southeast-6 and
 * ap-southeast-7 do not, by CloudFormation's schemas of November 2026). Those of China and GovCloud cannot share
 * a table with them.
 */
const REGIONS = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

export const regionsOf = (value: string): readonly string[] => value.split(',');

/** Why a text is no list of regions. */
export function regionsProblem(value: string): string | undefined {
  const regions = regionsOf(value);
  const unknown = regions.find((region) => !(REGIONS as readonly string[]).includes(region));
  if (unknown !== undefined)
    return `${JSON.stringify(unknown)} is no AWS region that has all it takes. ${didYouMean(unknown, REGIONS)}`;
  const twice = regions.find((region, i) => regions.indexOf(region) < i);
  if (twice) return `${twice} is in it twice`;
  return regions.length < 2
    ? 'Name at least two regions, the primary first, with commas and no spaces: us-east-1,eu-west-1'
    : undefined;
}
