import { usageError } from '../../../src/core/errors.ts';
import { text } from '../../../src/core/options.ts';
import type { Iac } from '../../../src/core/project.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import { type JsonMap, jsonText } from '../../../src/core/values/json.ts';
import { tsLines, tsString } from '../../../src/core/values/typescript.ts';
import { yamlLines } from '../../../src/core/values/yaml.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing, LINE } from '../options.ts';
import { deadLetters } from '../queues.ts';
import { parsePattern, patternProblem, sampleOf } from './pattern.ts';

const DEFAULT_SOURCE = 'my.app';

const sourceProblem = (value: string) =>
  value.length <= LINE && /^[\w./-]+$/.test(value)
    ? undefined
    : `it is letters, digits and . _ / -, at most ${LINE}, as in my.app`;

const typeProblem = (value: string) =>
  value.length <= LINE && /^([\w.][\w ./-]*)?$/.test(value)
    ? undefined
    : `it is letters, digits, spaces and . _ / -, at most ${LINE}`;

/** What the rule matches: the whole pattern that was given, or the source and the type. */
function patternOf(options: Readonly<Record<string, string>>, iac: Iac): JsonMap {
  const { source = '', 'detail-type': type, pattern } = options;
  if (!pattern) return { source: [source], ...(type ? { 'detail-type': [type] } : {}) };
  if (type || source !== DEFAULT_SOURCE)
    throw usageError(
      'A whole pattern says its source and its detail type itself',
      'Give --pattern, or --source and --detail-type.',
    );
  const parsed = parsePattern(pattern)!;
  const { detail: _, ...fields } = parsed;
  if (iac === 'cdk' && /[{}]/.test(JSON.stringify(Object.values(fields))))
    throw usageError(
      'The CDK takes matchers in the detail of a pattern only',
      'Name whole values in the other fields.',
    );
  return parsed;
}

/** As the CDK calls the fields. */
const forCdk = (pattern: JsonMap): JsonMap =>
  Object.fromEntries(
    Object.entries(pattern).map(([key, value]) => [
      key === 'detail-type' ? 'detailType' : key,
      value,
    ]),
  );

export default defineTrigger({
  id: 'eventbridge',
  title: 'EventBridge rule',
  summary:
    'React to events of a bus; events not delivered within an hour go to a dead-letter queue.',
  options: {
    source: text('Source of the events, such as my.app or aws.s3', DEFAULT_SOURCE, sourceProblem),
    'detail-type': text('Type of the events; without it every type', '', typeProblem),
    pattern: text(
      'Whole event pattern as JSON, instead of source and detail-type',
      '',
      patternProblem,
    ),
    bus: existing('Event bus of the stack; without it the default bus of the account'),
  },
  needs: ['source', 'pattern'],
  resource: {
    option: 'bus',
    isByValue: true,
    types: ['AWS::Events::EventBus'],
    constructs: ['EventBus'],
  },
  contribute({ iac, isOwn, options, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const pattern = patternOf(options, iac);
    const fragments = (form: 'sam' | 'cloudformation') => [
      ...deadLetters(isOwn, 'RuleDeadLetters'),
      `${form}/policy.yaml`,
      `${form}/${kind}.yaml`,
    ];
    // One step deeper where the statements come than in the template
    const code = (map: JsonMap) => tsLines(map, '      ', 98);
    return {
      sam: fragments('sam'),
      cloudformation: fragments('cloudformation'),
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      requires: ['queue-tests'],
      files: [iac],
      replace: {
        "eventPattern: {\n      source: ['my.app'],": `eventPattern: {\n${code(forCdk(pattern))}`,
        "EventPattern: {\n      source: ['my.app'],": `EventPattern: {\n${code(pattern)}`,
        "Pattern: {\n      source: ['my.app'],": `Pattern: {\n${code(pattern)}`,
        "Pattern:\n              source:\n                - 'my.app'": `Pattern:\n${yamlLines(pattern, ' '.repeat(14))}`,
        "Pattern:\n        source:\n          - 'my.app'": `Pattern:\n${yamlLines(pattern, ' '.repeat(8))}`,
      },
      samples: samplesOf(pattern),
      cost: [
        { item: 'EventBridge (events of your own)', perMillion: prices.eventBridgePerMillion },
      ],
    };
  },
});

/** A sample event that the pattern lets through, as far as source and type go. */
function samplesOf(pattern: JsonMap) {
  const source = sampleOf(pattern, 'source') ?? DEFAULT_SOURCE;
  const type = sampleOf(pattern, 'detail-type') ?? 'OrderPlaced';
  return {
    '"source": "my.app"': `"source": ${jsonText(source)}`,
    '"detail-type": "OrderPlaced"': `"detail-type": ${jsonText(type)}`,
    "source: 'my.app'": `source: ${tsString(source)}`,
    "type: 'OrderPlaced'": `type: ${tsString(type)}`,
  };
}
