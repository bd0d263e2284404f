import { randomUUID } from 'node:crypto';
import { isMap } from '../../../core/values/json.ts';
import type { Rule, Target } from '../../../infrastructure/resolve/deployment.ts';
import type { Activity, Cause } from '../../core/activity.ts';
import { parsedJson } from '../../core/json-text.ts';
import type { Service } from '../call.ts';
import { jsonService } from '../json-service.ts';
import { targetInput } from './inputs.ts';
import { matches } from './patterns.ts';

export interface BusEvent extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

export type DeliverTarget = (target: Target, input: string, cause: Cause) => Promise<void>;

export interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly region: string;
  readonly resources?: readonly string[] | undefined;
}

/** An event as EventBridge gives it to targets. */
export const busEvent = ({
  source,
  detailType,
  detail,
  region,
  resources = [],
}: NewEvent): BusEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: '000000000000',
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  region,
  resources,
  detail,
});

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: string[];
}

const busOf = (name: string | undefined) => name?.split('/').at(-1) ?? 'default';

/** Event buses and their rules. */
export class EventBuses {
  readonly #activity: Activity;
  readonly #requestOf: (accessKeyId: string) => string | undefined;
  readonly #deliver: DeliverTarget;
  #rules: readonly Rule[] = [];

  constructor(
    activity: Activity,
    requestOf: (accessKeyId: string) => string | undefined,
    deliver: DeliverTarget,
  ) {
    this.#activity = activity;
    this.#requestOf = requestOf;
    this.#deliver = deliver;
  }

  create(rules: readonly Rule[]): void {
    this.#rules = rules;
  }

  /** Hands an event to the targets of the rules that it matches; gives how many rules those are. */
  put(bus: string, event: BusEvent, cause: Cause): number {
    const found = this.#rules.filter(
      (rule) => rule.bus === bus && rule.isEnabled && rule.pattern && matches(event, rule.pattern),
    );
    for (const rule of found) {
      this.#activity.pulse({ from: cause.from ?? bus, to: rule.id, chain: cause.chain });
      for (const target of rule.targets)
        void this.#deliver(target, targetInput(target, event, rule), {
          ...cause,
          kind: 'rule',
          from: rule.id,
        });
    }
    return found.length;
  }

  #entry(entry: Entry, region: string, cause: Cause) {
    const { Source, DetailType, Detail } = entry;
    const detail = parsedJson(Detail ?? '');
    if (!Source || !DetailType || !isMap(detail))
      return {
        ErrorCode: Source && DetailType ? 'MalformedDetail' : 'InvalidArgument',
        ErrorMessage: 'An event has a Source, a DetailType and a Detail, which is a JSON object.',
      };
    const event = busEvent({
      source: Source,
      detailType: DetailType,
      detail,
      region,
      resources: entry.Resources,
    });
    this.put(busOf(entry.EventBusName), event, cause);
    return { EventId: event.id };
  }

  readonly call: Service = jsonService('events', {
    PutEvents: ({ Entries }, { accessKeyId, region }) => {
      const cause = this.#activity.causedBy(this.#requestOf(accessKeyId), 'events');
      const results = (Entries as Entry[]).map((each) => this.#entry(each, region, cause));
      return {
        Entries: results,
        FailedEntryCount: results.filter((each) => 'ErrorCode' in each).length,
      };
    },
  });
}
