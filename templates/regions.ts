/** Regions with Lambda that do not have a service, as of November 2026. */
const WITHOUT = {
  /** botocore 1.43 */
  'Cognito user pools': ['cn-north-1', 'cn-northwest-1'],
  /** botocore 1.43 */
  SES: [
    'ap-east-1',
    'ap-east-2',
    'ap-southeast-4',
    'ap-southeast-6',
    'ap-southeast-7',
    'cn-north-1',
    'cn-northwest-1',
    'eu-south-2',
    'mx-central-1',
  ],
  /** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.Data_API.html */
  'the Data API of Aurora PostgreSQL': ['ap-south-2', 'ap-southeast-4', 'ap-southeast-6'],
} satisfies Readonly<Record<string, readonly string[]>>;

export type Regional = keyof typeof WITHOUT;

/** Why what needs these services cannot be in that region; undefined where it can. */
export function regionProblem(region: string, needed: readonly Regional[]): string | undefined {
  const missing = needed.find((service) => WITHOUT[service].includes(region));
  return missing && `${region} has no ${missing.replace(/^the /, '')}, as of November 2026`;
}
