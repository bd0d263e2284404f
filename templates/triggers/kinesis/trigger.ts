import { choice, text } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import prices from '../../prices.json' with { type: 'json' };
import { filterSubstitutions, recordsProblem } from '../filter.ts';
import { existing, whole } from '../options.ts';
import { deadLetters } from '../queues.ts';

export default defineTrigger({
  id: 'kinesis',
  title: 'Kinesis stream',
  summary: 'Process the records of a stream, in order; failed batches go to a dead-letter queue.',
  options: {
    stream: existing('Stream of the stack, or a parameter with its ARN; without it a new one'),
    'batch-size': whole('Most records in one invocation', 100, 1, 1000),
    'starting-position': choice('Where a new mapping begins: the oldest record, or the next', [
      'TRIM_HORIZON',
      'LATEST',
    ]),
    filter: text(
      'Records to take, as JSON: {"data":{"type":["click"]}}; without it all',
      '',
      recordsProblem('data', 'partitionKey', 'sequenceNumber', 'approximateArrivalTimestamp'),
    ),
  },
  resource: {
    option: 'stream',
    isByValue: true,
    types: ['AWS::Kinesis::Stream'],
    constructs: ['Stream'],
  },
  contribute({ isOwn, options, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const fragments = [
      ...deadLetters(isOwn, 'StreamDeadLetters', true),
      ...(hasResource ? [] : ['resources.yaml']),
    ];
    const filtered = (form: string) => (options.filter ? [`${form}/filter.yaml`] : []);
    return {
      sam: [...fragments, `sam/${kind}.yaml`, ...filtered('sam')],
      cloudformation: [...fragments, `cloudformation/${kind}.yaml`, ...filtered('cloudformation')],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      requires: ['event-sources', 'queue-tests'],
      files: [kind],
      replace: {
        ...filterSubstitutions(options['batch-size'], options.filter),
        'StartingPosition.TRIM_HORIZON': `StartingPosition.${options['starting-position']}`,
        "StartingPosition: 'TRIM_HORIZON'": `StartingPosition: '${options['starting-position']}'`,
      },
      // On demand: the stream itself, and a record of 1 KB put and got
      cost: [
        { item: 'Kinesis', fixed: prices.kinesisStream, perMillion: prices.kinesisPerMillion },
      ],
    };
  },
});
