import type { Infrastructure } from '../graph.ts';
import { additionOf } from './addition.ts';
import { apiDocument } from './api-document.ts';
import { apiProtocol } from './api-protocol.ts';
import { circularReference } from './circular-reference.ts';
import { condition } from './condition.ts';
import { idTaken } from './id-taken.ts';
import { keyGrant } from './key-grant.ts';
import { notificationOverlap } from './notification-overlap.ts';
import { operationTaken } from './operation-taken.ts';
import { policyName } from './policy-name.ts';
import { publishedAlias } from './published-alias.ts';
import { reservedConcurrency } from './reserved-concurrency.ts';
import { routeTaken } from './route-taken.ts';
import type { Finding, Rule } from './rule.ts';
import { sourceTaken } from './source-taken.ts';
import { streamView } from './stream-view.ts';
import { visibilityTimeout } from './visibility-timeout.ts';

/** Every rule, in the order of docs/rules.md. */
export const RULES: readonly Rule[] = [
  sourceTaken,
  operationTaken,
  routeTaken,
  notificationOverlap,
  apiProtocol,
  apiDocument,
  circularReference,
  condition,
  visibilityTimeout,
  reservedConcurrency,
  keyGrant,
  publishedAlias,
  policyName,
  streamView,
  idTaken,
];

/** What the rules find in what `read` adds to `before`. */
export function findingsOf(before: Infrastructure, read: Infrastructure): readonly Finding[] {
  const { addition, after } = additionOf(before, read);
  return RULES.flatMap((rule) => rule.check(before, addition, after));
}
