import type { Infrastructure } from '../graph.ts';
import { additionOf } from './addition.ts';
import type { Finding, Rule } from './rule.ts';
import { apiDeployment } from './sources/api-deployment.ts';
import { apiDocument } from './sources/api-document.ts';
import { apiProtocol } from './sources/api-protocol.ts';
import { busSource } from './sources/bus-source.ts';
import { fifoOrder } from './sources/fifo-order.ts';
import { notificationOverlap } from './sources/notification-overlap.ts';
import { openRoute } from './sources/open-route.ts';
import { operationTaken } from './sources/operation-taken.ts';
import { otherRegion } from './sources/other-region.ts';
import { routeTaken } from './sources/route-taken.ts';
import { sourceTaken } from './sources/source-taken.ts';
import { circularReference } from './systems/circular-reference.ts';
import { condition } from './systems/condition.ts';
import { durableFunction } from './systems/durable-function.ts';
import { endlessLoop } from './systems/endless-loop.ts';
import { idTaken } from './systems/id-taken.ts';
import { keyGrant } from './systems/key-grant.ts';
import { policyName } from './systems/policy-name.ts';
import { publishedAlias } from './systems/published-alias.ts';
import { reservedConcurrency } from './systems/reserved-concurrency.ts';
import { streamReaders } from './systems/stream-readers.ts';
import { streamView } from './systems/stream-view.ts';
import { tenantIsolation } from './systems/tenant-isolation.ts';
import { visibilityTimeout } from './systems/visibility-timeout.ts';

/** Every rule, in the order of docs/rules.md. */
export const RULES: readonly Rule[] = [
  sourceTaken,
  operationTaken,
  routeTaken,
  notificationOverlap,
  apiProtocol,
  apiDocument,
  apiDeployment,
  openRoute,
  fifoOrder,
  otherRegion,
  busSource,
  circularReference,
  condition,
  visibilityTimeout,
  reservedConcurrency,
  keyGrant,
  publishedAlias,
  policyName,
  streamView,
  streamReaders,
  tenantIsolation,
  durableFunction,
  endlessLoop,
  idTaken,
];

/** What the rules find in what `read` adds to `before`. */
export function findingsOf(before: Infrastructure, read: Infrastructure): readonly Finding[] {
  const { addition, after } = additionOf(before, read);
  return RULES.flatMap((rule) => rule.check(before, addition, after));
}
