import { choice, text } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import { filterSubstitutions, recordsProblem } from '../filter.ts';
import { existing, whole } from '../options.ts';
import { deadLetters } from '../queues.ts';

/** The construct came with version 2.95 of aws-cdk-lib, the property with 2.178. */
const TABLE_V2 = {
  cdkSince: 95,
  cdkOlder: {
    before: 178,
    replace: {
      'pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }':
        'pointInTimeRecovery: true',
    },
  },
};

export default defineTrigger({
  id: 'dynamodb-stream',
  title: 'DynamoDB stream',
  summary: 'Process the changes of a table, in order; failed batches go to a dead-letter queue.',
  options: {
    table: existing('Table of the stack; without it a new one, whose partition key is id'),
    'batch-size': whole('Most records in one invocation', 100, 1, 1000),
    'starting-position': choice('Where a new mapping begins: the oldest record, or the next', [
      'TRIM_HORIZON',
      'LATEST',
    ]),
    filter: text(
      'Records to take, as JSON: {"eventName":["INSERT"]}; without it all',
      '',
      recordsProblem('dynamodb', 'userIdentity'),
    ),
  },
  resource: {
    option: 'table',
    isByValue: true,
    types: ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'],
    constructs: ['TableV2', 'Table'],
    needs: {
      names: { '*': 'dynamoStream', 'aws-cdk-lib/aws-dynamodb#Table': 'stream' },
      value: 'cdk/stream.ts',
    },
  },
  contribute({ isOwn, options, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const table = hasResource ? 'stream.yaml' : isOwn ? 'own.yaml' : 'resources.yaml';
    const fragments = [...deadLetters(isOwn, 'TableDeadLetters', true), table];
    const filtered = (form: string) => (options.filter ? [`${form}/filter.yaml`] : []);
    return {
      sam: [...fragments, `sam/${kind}.yaml`, ...filtered('sam')],
      cloudformation: [...fragments, `cloudformation/${kind}.yaml`, ...filtered('cloudformation')],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      ...(hasResource ? {} : TABLE_V2),
      requires: ['event-sources', 'queue-tests', ...(hasResource ? [] : ['table'])],
      files: [kind],
      replace: {
        ...filterSubstitutions(options['batch-size'], options.filter),
        'StartingPosition.TRIM_HORIZON': `StartingPosition.${options['starting-position']}`,
        "StartingPosition: 'TRIM_HORIZON'": `StartingPosition: '${options['starting-position']}'`,
      },
    };
  },
});
