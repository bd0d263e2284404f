import { MANIFEST } from '../core/manifest.ts';
import type { Change } from '../core/tree/change-set.ts';

const TYPES =
  'DynamoDB::(?:Global)?Table|S3::Bucket|Cognito::UserPool|Kinesis::Stream|SQS::Queue|RDS::DBCluster';
const CLASSES = 'TableV2|Table|Bucket|UserPool|Stream|Queue|WorkQueue|DeadLetterQueue|CfnDBCluster';

/** Resources whose data is lost when they are deleted: by type in a template, by construct in a stack. */
const STATEFUL = [
  new RegExp(`^\\s*"?(\\w+)"?: *\\{?\\r?\\n\\s*"?Type"?: *["']?AWS::(?:${TYPES})\\b`, 'gm'),
  new RegExp(`new (?:\\w+\\.)?(?:${CLASSES})\\(\\s*\\w+,\\s*['"](\\w+)['"]`, 'g'),
];

const statefulIn = (text = '') =>
  STATEFUL.flatMap((pattern) => [...text.matchAll(pattern)].map(([, id]) => id!));

const isInfrastructure = (path: string) =>
  path !== MANIFEST &&
  /\.(ya?ml|json|template|[cm]?[jt]s)$/.test(path) &&
  !/(^|\/)(tests?|events)\//.test(path);

/** Warns of tables, buckets, pools, streams and queues that a change takes out of a template or a stack. */
export function statefulWarnings(changes: readonly Change[]): readonly string[] {
  return changes
    .filter(({ path }) => isInfrastructure(path))
    .flatMap(({ path, before, after }) => {
      const left = statefulIn(after);
      const gone = statefulIn(before).filter((id) => !left.includes(id));
      return gone.map(
        (id) =>
          `The next deployment deletes ${id} (${path}) with the data in it, unless its policy retains it`,
      );
    });
}
