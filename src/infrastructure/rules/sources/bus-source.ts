import { type Infrastructure, isUnknown, type Node, type Value } from '../../graph.ts';
import { busOf, invokesBy, shown } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'bus-source';

const textsIn = (value: Value): readonly string[] =>
  value === undefined || isUnknown(value)
    ? []
    : [value].flat().filter((each) => typeof each === 'string');

const isPartner = (source: string) => source.startsWith('aws.partner/');
const isAws = (source: string) => source.startsWith('aws.') && !isPartner(source);

const unsure = (place: Finding['place'], reason: string, wayOut: string): Finding => ({
  rule: RULE,
  place,
  reason,
  wayOut,
  isUnsure: true,
});

/** What other buses and rules send to a bus of the project is not known by its source. */
const isFed = (bus: Node, { edges }: Infrastructure) =>
  invokesBy(edges, 'eventbridge').some(({ to }) => to === bus);

/** The buckets of a project that does not send the events of any to EventBridge. */
function silentBuckets({ nodes, edges }: Infrastructure): readonly Node[] {
  const isSending = invokesBy(edges, 'eventbridge').some(({ from }) => from.type === 'bucket');
  return isSending ? [] : nodes.filter(({ type, isImported }) => type === 'bucket' && !isImported);
}

function findingsFor(rule: Node, after: Infrastructure): readonly Finding[] {
  const sources = textsIn(rule.properties.sources);
  const bus = busOf(rule, after);
  if (sources.length === 0 || bus?.isImported) return [];
  if (bus) {
    if (!sources.every(isAws) || isFed(bus, after)) return [];
    const reason = `${sources.join(', ')} sends to the default bus, and nothing here sends on to ${bus.id} (${shown(bus.place)}).`;
    return [unsure(bus.place, reason, 'Leave out --bus.')];
  }
  if (sources.every(isPartner))
    return [
      unsure(
        rule.place,
        `${sources.join(', ')} sends to a bus of its own, not to the default one.`,
        'Name it with --bus.',
      ),
    ];
  const [bucket] = sources.every((each) => each === 'aws.s3') ? silentBuckets(after) : [];
  if (!bucket) return [];
  const reason = `No bucket here sends its events to EventBridge; ${bucket.id} does not (${shown(bucket.place)}).`;
  return [unsure(bucket.place, reason, 'Turn that on for the bucket that is meant.')];
}

export const busSource: Rule = {
  id: RULE,
  source:
    'EventBridge: AWS services send to the default bus, partners to buses of their own; a bucket sends only where EventBridge notifications are on',
  check: (_, addition, after) =>
    invokesBy(addition.edges, 'eventbridge')
      .filter(({ from }) => from.type === 'rule')
      .flatMap(({ from }) => findingsFor(from, after)),
};
