import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../src/core/additions.ts';
import { readAnyManifest } from '../../src/core/manifest.ts';
import { IACS } from '../../src/core/project.ts';
import { addTrigger, after, bytes, type Host, kitOf, removeTrigger } from '../support/extend.ts';
import { FOREIGN, OWN } from '../support/extend-hosts.ts';
import { triggers } from '../support/triggers.ts';

const ids = triggers.filter(({ resource }) => !resource?.isNamed).map(({ id }) => id);

/** Options of a second trigger of each kind; a function has one URL at most. */
const OTHERS = {
  'dynamodb-stream': { 'batch-size': '7' },
  eventbridge: { source: 'other.app' },
  http: { path: '/other' },
  kinesis: { 'batch-size': '7' },
  s3: { prefix: 'in/' },
  schedule: { schedule: 'rate(2 hours)' },
  sqs: { 'batch-size': '7' },
};

const { http, sqs } = OTHERS;

const keys = (host: Host): string[] => readAnyManifest(kitOf(host).disk).additions.map(ownerOf);

/** Logical and construct ids that a project's infrastructure gives; events of functions among them. */
const idsIn = (host: Host) =>
  [...host.files]
    .filter(([path]) => /template\.yaml|stack\.ts|infra\/resize\.ts/.test(path))
    .flatMap(([, text]) => text.match(/^ +\w+:$|\w+\(this, '\w+'/gm) ?? [])
    .sort();

describe.each(
  IACS.flatMap((form) => [
    { label: `${form}, somebody else's`, host: FOREIGN[form], fn: 'resize', kinds: OTHERS },
    // A removal makes the project anew twice: two kinds stand for all
    { label: `${form}, our own`, host: OWN[form], fn: 'resize', kinds: { http, sqs } },
  ]),
)('$label', ({ host, fn, kinds }) => {
  const add = (to: Host, id: string) => after(to, addTrigger(to, fn, id));
  const remove = (from: Host, id: string) => after(from, removeTrigger(from, fn, id));

  it('takes every kind of trigger, in any order, and gives them back in any order', () => {
    const all = ids.reduce(add, host);
    const reversed = ids.toReversed().reduce(add, host);
    expect([...reversed.files.keys()].sort()).toEqual([...all.files.keys()].sort());
    expect(idsIn(reversed)).toEqual(idsIn(all));
    expect(bytes(ids.reduce(remove, all))).toEqual(bytes(host));
    if (fn === 'resize') expect(bytes(ids.toReversed().reduce(remove, all))).toEqual(bytes(host));
  });

  it.each(ids)('takes the same %s once', (id) => {
    const once = add(host, id);
    const again = addTrigger(once, fn, id);
    expect(again.changes).toEqual([]);
    expect(again.notices).toEqual([expect.stringMatching(`/${id} is already in the project$`)]);
  });

  it.each(Object.entries(kinds))('names a second %s anew, and removes each', (id, options) => {
    const first = add(host, id);
    const both = after(first, addTrigger(first, fn, id, options));
    expect(keys(both)).toEqual([keys(first)[0], `${keys(first)[0]}-2`]);
    expect(addTrigger(both, fn, id, options).changes).toEqual([]);
    expect(addTrigger(both, fn, id).changes).toEqual([]);
    expect(bytes(remove(both, `${id}-2`))).toEqual(bytes(first));
    const second = remove(both, id);
    expect(keys(second)).toEqual([`${keys(first)[0]}-2`]);
    expect(bytes(remove(second, id))).toEqual(bytes(host));
  });
});
