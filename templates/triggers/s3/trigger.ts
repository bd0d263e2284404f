import { text } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import { prefixProblem } from '../../patterns/file-processing/prefix.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing } from '../options.ts';
import { WITHOUT_LIMIT, workQueue } from '../queues.ts';

const suffixProblem = (value: string) =>
  /^[\w.-]{0,64}$/.test(value) ? undefined : 'it is letters, digits and . _ -, as in .jpg';

/** Two rules, of which each has a line of its own where they are code. */
function withSuffix(prefix: string, suffix: string) {
  const both = (head: string, indent: string, [name, value]: readonly [string, string]) =>
    [
      `${head}: [`,
      `${indent}  { ${name}: 'prefix', ${value}: '${prefix}' },`,
      `${indent}  { ${name}: 'suffix', ${value}: '${suffix}' },`,
      `${indent}],`,
    ].join('\n');
  const tested = ['Name', 'Value'] as const;
  const [near, deep] = [' '.repeat(8), ' '.repeat(14)];
  return {
    '                    Value: __prefix__': `                    Value: ${prefix}\n                  - Name: suffix\n                    Value: '${suffix}'`,
    "{ prefix: 'uploads/' }": `{ prefix: '${prefix}', suffix: '${suffix}' }`,
    "rules: [{ name: 'prefix', value: 'uploads/' }],": both('rules', ' '.repeat(12), [
      'name',
      'value',
    ]),
    [`\n${near}Rules: [{ Name: 'prefix', Value: 'uploads/' }],`]: `\n${near}${both('Rules', near, tested)}`,
    [`\n${deep}Rules: [{ Name: 'prefix', Value: 'uploads/' }],`]: `\n${deep}${both('Rules', deep, tested)}`,
  };
}

// Older ones set notifications by a function of Python 3.11, which Lambda no longer creates:
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated
const NEWER_PYTHON = 215;

/** A bucket that is there may have notifications that only that function keeps. */
const NOTIFIED = {
  cdkSince: NEWER_PYTHON,
  cdkUnless: /\.add(Event|Object(Created|Removed))Notification\(|\bS3EventSource\(/,
};

export default defineTrigger({
  id: 's3',
  title: 'S3 bucket',
  summary: 'Process what is uploaded to a bucket, through a queue.',
  options: {
    prefix: text('Folder of the uploads', 'uploads/', prefixProblem),
    suffix: text('Ending of the uploads, such as .jpg; without it any', '', suffixProblem),
    bucket: existing('Bucket of the stack; without it a new one'),
  },
  resource: {
    option: 'bucket',
    types: ['AWS::S3::Bucket'],
    constructs: ['Bucket'],
    ownConstruct: 'PrivateBucket',
  },
  contribute({ isOwn, options: { prefix, suffix }, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const logged = isOwn && !hasResource;
    const resources = [
      ...workQueue(isOwn, 'BucketQueue', true),
      'policies.yaml',
      `${kind}.yaml`,
      ...(logged ? ['own.yaml'] : []),
    ];
    return {
      sam: [...resources, 'sam/worker.yaml'],
      cloudformation: [...resources, 'cloudformation/worker.yaml'],
      nextSteps: ['grant the function what it does with the objects, such as s3:GetObject'],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      ...(hasResource
        ? NOTIFIED
        : { cdkOlderModule: { before: NEWER_PYTHON, cdk: 'cdk/older.ts' } }),
      cdkOlder: WITHOUT_LIMIT,
      requires: ['worker', 'work-queue', ...(logged ? ['bucket'] : [])],
      files: ['common', kind],
      replace: { ...(suffix ? withSuffix(prefix, suffix) : {}), "'uploads/'": `'${prefix}'` },
      // Ten messages at a time are received and deleted
      cost: [{ item: 'S3, SQS', perMillion: prices.s3PerMillionPuts + 1.2 * prices.sqsPerMillion }],
    };
  },
});
