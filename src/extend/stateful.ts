import type { Change } from '../core/change-set.ts';

/** Resources with data that is gone when they are, by CloudFormation's type and by construct of the CDK. */
const STATEFUL =
  /^.*(?:Type["']?: *["']?AWS::(?:DynamoDB::(?:Global)?Table|S3::Bucket|Cognito::UserPool|Kinesis::Stream|SQS::Queue|RDS::DBCluster)["']?,?$|new (?:\w+\.)?(?:TableV2|Table|Bucket|UserPool|Stream|Queue|WorkQueue|DeadLetterQueue)\().*$/gm;

const counted = (lines: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
};

const statefulIn = (text = '') =>
  counted([...text.matchAll(STATEFUL)].map(([line]) => line.trim()));

/** Warns of tables, buckets, pools, streams and queues that a change takes out of a template or a stack. */
export function statefulWarnings(changes: readonly Change[]): readonly string[] {
  return changes.flatMap(({ path, before, after }) => {
    if (!/\.(ya?ml|json|template|[cm]?[jt]s)$/.test(path) || /(^|\/)tests?\//.test(path)) return [];
    const left = statefulIn(after);
    return [...statefulIn(before)]
      .filter(([line, n]) => n > (left.get(line) ?? 0))
      .map(([line]) => `${path} loses a resource with data: ${line.replace(/\s*[({]+$/, '')}`);
  });
}
