/** What EventBridge passes on, as far as it is read here. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: unknown;
}

/** Something that happened; the same event may come twice. */
export interface Happening {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: Date;
  /** Not yet validated. */
  readonly detail: unknown;
}

/** What an event tells. Throws a TypeError for an event of another service. */
export function happeningOf(event: unknown): Happening {
  if (!isBusEvent(event)) throw new TypeError('This is not an event of EventBridge');
  const { id, source, 'detail-type': type, time, detail } = event;
  return { id, source, type, time: new Date(time), detail };
}

function isBusEvent(event: unknown): event is BusEvent {
  const given = (event ?? {}) as Record<string, unknown>;
  const texts = [given.id, given.source, given['detail-type'], given.time];
  const isWhole = texts.every((text) => typeof text === 'string');
  return isWhole && typeof given.detail === 'object' && given.detail !== null;
}
