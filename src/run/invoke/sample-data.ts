import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import type { Session } from '../core/session.ts';
import type { SampleEvent } from './sample-event.ts';
import { putItems } from './sample-items.ts';
import { withObjects } from './sample-objects.ts';
import { putRows } from './sample-rows.ts';

/**
 * A sample event of the project as this run can answer it: it names the run's own buckets, and the objects and items
 * that are beside it are in buckets and tables, unless something of their key is. Nobody is notified of these.
 */
export async function prepared(
  event: SampleEvent,
  fn: DeployedFunction,
  session: Session,
): Promise<SampleEvent> {
  if (!event.path?.startsWith('events/')) return event;
  await putItems(event.path, fn, session);
  await putRows(event.path, fn, session);
  return withObjects({ text: event.text, path: event.path }, fn, session);
}
