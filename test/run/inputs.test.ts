import { expect, it } from 'vitest';
import { targetInput } from '../../src/run/services/events/inputs.ts';

const rule = { arn: 'arn:aws:events:us-east-1:000000000000:rule/r', name: 'r' };
const input = (InputTemplate: string, detail: object) => {
  const transformer = {
    InputPathsMap: { a: '$.detail.a', b: '$.detail.b', list: '$.detail.list' },
    InputTemplate,
  };
  return targetInput({ arn: 'x', retries: 0, transformer }, { detail }, rule);
};

it.each([
  ['{"x": "<a>"}', { a: 'a <b> c', b: 'no' }, { x: 'a <b> c' }],
  ['{"x": <a>, "y": <list>}', { a: 'say "<b>"', list: [1] }, { x: 'say "<b>"', y: [1] }],
  ['{"x": "<a>", "y": <b>}', { a: '"', b: 2 }, { x: '"', y: 2 }],
  [
    '{"x": "of <aws.events.rule-name>", "y": <aws.events.rule-arn>}',
    {},
    { x: 'of r', y: rule.arn },
  ],
  ['"<a> <list>"', { a: 'x', list: [1] }, 'x [1]'],
])('%s of %j: values are put in once', (template, detail, expected) => {
  expect(JSON.parse(input(template, detail))).toEqual(expected);
});
