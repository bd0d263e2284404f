import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../src/core/options.ts';
import type { SamFragment } from '../../src/core/pattern.ts';
import { shippedTemplates } from '../../src/io/templates.ts';
import { contribution, textOf, triggers, variants } from '../support/triggers.ts';

/** What an option does not take; every trigger with options that can be wrong stands here. */
const WRONG: Readonly<Record<string, readonly (readonly [option: string, value: string])[]>> = {
  cognito: [['pool', '1']],
  'dynamodb-stream': [
    ['table', '-'],
    ['filter', 'INSERT'],
    ['filter', '{"eventName":"INSERT"}'],
    ['filter', '{"NewImage":{"state":{"S":["paid"]}}}'],
    ['batch-size', '0'],
  ],
  eventbridge: [
    ['bus', '1'],
    ['source', ''],
    ['source', "my'app"],
    ['source', 'x'.repeat(73)],
    ['detail-type', "Order's"],
    ['detail-type', 'x'.repeat(73)],
    ['pattern', 'source=my.app'],
    ['pattern', '[]'],
    ['pattern', '{}'],
    ['pattern', '{"source":"my.app"}'],
    ['pattern', '{"source":[]}'],
    ['pattern', '{"source":[["my.app"]]}'],
    ['pattern', '{"soruce":["my.app"]}'],
    ['pattern', '{"source":{"prefix":["my."]}}'],
    ['pattern', '{"detail":{"id":[{"begins":"a"}]}}'],
    ['pattern', '{"detail":{"total":[{"numeric":["=>",1]}]}}'],
    ['pattern', '{"detail":{"total":[{"numeric":[">","1"]}]}}'],
    ['pattern', '{"detail":{"id":[{"exists":"yes"}]}}'],
    ['pattern', '{"detail":{"$or":[{"a":[1]}]}}'],
    ['pattern', '{"detail":{"$or":[{"a":1},{"b":[2]}]}}'],
    ['pattern', `{"source":["${'a'.repeat(2048)}"]}`],
  ],
  http: [
    ['api', '1'],
    ['path', 'orders'],
    ['path', '/orders/'],
    ['path', '/{proxy+}/orders'],
    ['path', "/'"],
    ['path', '/../orders'],
    ['path', '/orders/.'],
    ['path', '/{id}/lines/{id}'],
    ['path', '/{id}/{id+}'],
    ['path', `/${'x'.repeat(72)}`],
  ],
  kinesis: [
    ['stream', '-'],
    ['filter', '{}'],
    ['filter', '{"type":["click"]}'],
    ['batch-size', '1001'],
  ],
  s3: [
    ['bucket', 'my bucket'],
    ['prefix', 'uploads'],
    ['suffix', "'.jpg"],
  ],
  schedule: [
    ['schedule', 'rate(1 hours)'],
    ['schedule', 'cron(0 9 * * * *)'],
    ['timezone', 'CET/Vienna'],
  ],
  sns: [['topic', '!']],
  sqs: [
    ['queue', 'my queue'],
    ['batch-size', '0'],
    ['batch-size', '11'],
    ['batch-size', '007'],
    ['max-concurrency', '1'],
    ['max-concurrency', 'ten'],
  ],
};

describe.each(triggers.map((trigger) => [trigger.id, trigger] as const))('%s', (id, trigger) => {
  it('says what it is, and takes its own defaults', () => {
    expect(trigger.title).not.toBe('');
    expect(trigger.summary).toMatch(/\.$/);
    expect(() => parseOptions(trigger.options, {}, id)).not.toThrow();
  });

  it.each(WRONG[id] ?? [])('has no %s %s', (option, value) => {
    const parse = () => parseOptions(trigger.options, { [option]: value }, id);
    expect(parse).toThrow(`${id}.${option} cannot be`);
  });

  it('has a wrong value tried for each option that can have one', () => {
    const free = Object.entries(trigger.options).filter(([, { kind }]) => kind === 'text');
    const tried = new Set((WRONG[id] ?? []).map(([option]) => option));
    expect([...tried].sort()).toEqual(free.map(([option]) => option).sort());
  });

  it('names the option that takes a standing resource', () => {
    const { resource, options } = trigger;
    expect(!resource || Object.hasOwn(options, resource.option)).toBe(true);
  });

  it('has a valid event, and two bad ones', () => {
    const events = [...shippedTemplates.files(`triggers/${id}/events`).keys()];
    expect(events).toContain('valid.json');
    expect(events.length).toBeGreaterThanOrEqual(3);
  });
});

const pathOf = (source: SamFragment) => (typeof source === 'string' ? source : source.fragment);

describe.each(variants)('$label', (variant) => {
  it.each([true, false])('names files that exist (own: %s)', (isOwn) => {
    const { sam, cloudformation, cdk } = contribution(variant, isOwn);
    for (const name of [...sam, ...cloudformation, cdk].map(pathOf))
      expect(textOf(variant, name)).not.toBe('');
  });

  it('replaces only what stands in its files', () => {
    const all = [false, true].flatMap((isOwn) => {
      const { sam, cloudformation, cdk } = contribution(variant, isOwn);
      return [...sam, ...cloudformation, cdk].map(pathOf);
    });
    const files = shippedTemplates.files(`triggers/${variant.trigger.id}`).values();
    const texts = [...all.map((name) => textOf(variant, name)), ...files].join('\n');
    for (const key of Object.keys(contribution(variant, false).replace ?? {}))
      expect(texts).toContain(key);
  });
});
