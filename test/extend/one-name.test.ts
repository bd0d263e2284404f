import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../src/core/additions.ts';
import { MANIFEST, parseManifest } from '../../src/core/manifest.ts';
import { IACS } from '../../src/core/project.ts';
import { loadTriggers } from '../../src/io/load-registry.ts';
import {
  addInstance,
  addTrigger,
  after,
  type Host,
  hostOf,
  ownHost,
  read,
} from '../support/extend.ts';

const triggers = [...(await loadTriggers()).values()];

const items = { pattern: 'rest-api', name: 'items' };
const fn = (name: string) => ({ pattern: 'function', name });

const manifestOf = (host: Host) => parseManifest(read(host, MANIFEST));

describe.each(IACS)('a function of a %s project of ours', (form) => {
  const host = after(
    ownHost(form, [items]),
    addInstance(ownHost(form, [items]), fn('send-invoice')),
  );

  it('has one name: of its instance, its files, its ids and its triggers', () => {
    const plan = addTrigger(host, 'send-invoice', 'sqs');
    const there = after(host, plan);
    expect(manifestOf(there).additions.map(ownerOf)).toEqual(['send-invoice/sqs']);
    const made = plan.changes.flatMap((each) => ('after' in each ? [each.path] : []));
    expect(made.join(' ')).not.toContain('send-invoice-run');
    const text = read(there, form === 'sam' ? 'template.yaml' : 'infra/stack.ts');
    expect(text).toContain('SendInvoiceQueue');
    expect(text).not.toContain('SendInvoiceRun');
    expect(read(there, 'README.md')).toContain('| `send-invoice` | direct invocation, sqs |');
  });

  it.each([
    ['items-create', 'ItemsCreate'],
    ['send-invoice-logs', 'SendInvoiceLogs'],
    ['alarm-topic', 'AlarmTopic'],
    ['stage', 'Stage'],
  ])('is not called %s where %s is there', (name, id) => {
    expect(() => addInstance(host, fn(name))).toThrow(
      `"${name}" would have a resource ${id}, which the project has`,
    );
  });

  it('leaves no id to an instance that comes later', () => {
    const later = { pattern: 'file-processing', name: 'send-invoice-logs' };
    expect(() => addInstance(host, later)).toThrow('SendInvoiceLogs, which the project has');
  });

  it('keeps the names that an older version gave it', () => {
    const path = new URL(`../fixtures/own-${form}-schema-2.json`, import.meta.url);
    const old = hostOf(form, JSON.parse(readFileSync(path, 'utf8')));
    expect(manifestOf(old).additions.map(ownerOf)).toContain('audit-run/sqs');
    const there = after(old, addTrigger(old, 'audit', 'schedule'));
    expect(manifestOf(there).additions.map(ownerOf)).toContain('audit-run/schedule');
    expect(addTrigger(there, 'audit', 'schedule').changes).toEqual([]);
    expect(read(there, 'README.md')).toContain(
      '| `audit` | direct invocation, sqs, http, schedule |',
    );
  });
});

it.each(['input', ...triggers.map(({ id }) => id)])(
  'a function is not called %s, as a file beside it is',
  (name) => {
    expect(() => addInstance(ownHost('sam', []), fn(name))).toThrow(
      `a file beside its handler is called ${name}`,
    );
  },
);
