import { COMMERCIAL_REGIONS } from '../../../src/core/regions.ts';
import { didYouMean } from '../../../src/core/suggest.ts';

/** They have no HTTP APIs with dual-stack names, by CloudFormation's schemas of November 2026. */
const LACKING = ['ap-east-2', 'ap-southeast-6', 'ap-southeast-7'];

/** Those of China and GovCloud cannot share a table with them. */
const REGIONS = COMMERCIAL_REGIONS.filter((region) => !LACKING.includes(region));

export const regionsOf = (value: string): readonly string[] => value.split(',');

/** Why a text is no list of regions. */
export function regionsProblem(value: string): string | undefined {
  const regions = regionsOf(value);
  const unknown = regions.find((region) => !REGIONS.includes(region));
  if (unknown !== undefined)
    return `${JSON.stringify(unknown)} is no AWS region that has all it takes. ${didYouMean(unknown, REGIONS)}`;
  const twice = regions.find((region, i) => regions.indexOf(region) < i);
  if (twice) return `${twice} is in it twice`;
  return regions.length < 2
    ? 'Name at least two regions, the primary first, with commas and no spaces: us-east-1,eu-west-1'
    : undefined;
}
