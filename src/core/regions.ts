import { didYouMean } from './suggest.ts';

/** The regions with Lambda of the partition `aws`, as of November 2026 (botocore 1.43). */
export const COMMERCIAL_REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
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
  'ap-southeast-6',
  'ap-southeast-7',
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
];

/** Those of China, GovCloud and the European Sovereign Cloud: accounts of their own. */
const OTHER_REGIONS = [
  'cn-north-1',
  'cn-northwest-1',
  'eusc-de-east-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

const REGIONS = [...COMMERCIAL_REGIONS, ...OTHER_REGIONS];

/** Why there is no such region; undefined when there is. */
export const unknownRegionProblem = (region: string) =>
  REGIONS.includes(region) ? undefined : didYouMean(region, REGIONS);

/** Why a text has not even the form of a region; undefined when it does, as one may that is newer than the list. */
export const regionProblem = (text: string) =>
  /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text)
    ? undefined
    : `${JSON.stringify(text)} is no AWS region, such as eu-central-1`;
