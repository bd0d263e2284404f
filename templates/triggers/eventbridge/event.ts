/** What EventBridge passes on, as far as it is read here. */
export interface EventBridgeEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: unknown;
}

/** An event of a bus; the same one may come twice. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: Date;
  /** Not yet validated. */
  readonly detail: unknown;
}

/** Reads an event of a bus. Throws a TypeError for an event of another service. */
export function parseEventBridgeEvent(event: unknown): BusEvent {
  if (!isEventBridgeEvent(event)) throw new TypeError('This is not an event of EventBridge');
  const { id, source, 'detail-type': type, time, detail } = event;
  if (typeof detail !== 'object' || detail === null)
    throw new TypeError('This is not an event of EventBridge: it has no detail');
  return { id, source, type, time: new Date(time), detail };
}

/** Whether EventBridge has sent the event. */
export function isEventBridgeEvent(event: unknown): event is EventBridgeEvent {
  const given = (event ?? {}) as Record<string, unknown>;
  const texts = [given.id, given.source, given['detail-type'], given.time];
  return texts.every((text) => typeof text === 'string');
}
