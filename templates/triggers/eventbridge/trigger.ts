import { text } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing, LINE } from '../options.ts';
import { deadLetters } from '../queues.ts';

const sourceProblem = (value: string) =>
  value.length <= LINE && /^[\w./-]+$/.test(value)
    ? undefined
    : `it is letters, digits and . _ / -, at most ${LINE}, as in my.app`;

const typeProblem = (value: string) =>
  value.length <= LINE && /^([\w.][\w ./-]*)?$/.test(value)
    ? undefined
    : `it is letters, digits, spaces and . _ / -, at most ${LINE}`;

export default defineTrigger({
  id: 'eventbridge',
  title: 'EventBridge rule',
  summary: 'React to events of a bus; what cannot be delivered within an hour is a dead letter.',
  options: {
    source: text('Source of the events, such as my.app or aws.s3', 'my.app', sourceProblem),
    'detail-type': text('Type of the events; every type unless given', '', typeProblem),
    bus: existing('Event bus of the stack; the default bus of the account unless given'),
  },
  resource: { option: 'bus', types: ['AWS::Events::EventBus'], constructs: ['EventBus'] },
  contribute({ iac, isOwn, options: { source, 'detail-type': type }, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const fragments = (form: 'sam' | 'cloudformation') => [
      ...deadLetters(isOwn, 'RuleDeadLetters'),
      `${form}/policy.yaml`,
      `${form}/${kind}.yaml`,
      ...(type ? [`${form}/detail-type.yaml`] : []),
    ];
    const ofType = type ? `\n      detailType: ['${type}'],` : '';
    return {
      sam: fragments('sam'),
      cloudformation: fragments('cloudformation'),
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      requires: ['queue-tests'],
      files: [iac],
      replace: { "source: ['my.app'],": `source: ['${source}'],${ofType}` },
      cost: [
        { item: 'EventBridge (events of your own)', perMillion: prices.eventBridgePerMillion },
      ],
    };
  },
});
