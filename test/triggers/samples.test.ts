import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import type { JsonMap } from '../../src/core/values/json.ts';
import { patternProblem } from '../../templates/triggers/eventbridge/pattern.ts';
import { filterProblem } from '../../templates/triggers/filter.ts';
import { addTrigger, after, read } from '../support/extend.ts';
import { FOREIGN, OWN } from '../support/extend-hosts.ts';

const PATTERN: JsonMap = {
  source: ['my.app', "it's"],
  'detail-type': ['OrderPlaced'],
  detail: {
    state: [{ 'anything-but': ['draft', 'void'] }, null],
    total: [{ numeric: ['>', 10, '<=', 1000] }],
    address: { country: [{ prefix: 'A' }], 'post code': [{ exists: true }] },
  },
};

describe('an event pattern', () => {
  const LOSING: readonly (readonly [values: string, problem: RegExp])[] = [
    ['"a":[1e400]', /1e400 is too large/],
    ['"a":[12345678901234567890]', /12345678901234567890 is too large/],
    ['"a":[1e-400]', /1e-400 is too large, too small/],
    ['"a":[{"numeric":[">",-0.0e0,"<",4e-324]}]', /4e-324 is too large, too small/],
    ['"a":[0.1234567890123456789]', /0.1234567890123456789 is .* too exact/],
    ['"a":[1.00000000000000001E2]', /1.00000000000000001E2 is .* too exact/],
    ['"a":[1],"b":[2],"a":[3]', /a field twice/],
    ['"a":{"b":[1],"b":[2]}', /a field twice/],
    ['"a":["\\ud83d"]', /half a character/],
    [`"${'a'.repeat(1001)}":[1]`, /at most 1000 characters/],
  ];

  it.each(LOSING)('with %s is refused, for something of it would be lost', (values, problem) => {
    expect(patternProblem(`{"detail":{${values}}}`)).toMatch(problem);
    expect(filterProblem(`{${values}}`)).toMatch(problem);
  });

  it.each([
    '"a":["a:b","\\"c\\":",1e2,-0.5,9007199254740991]',
    '"a":[0,-0,0.0e5,1.50,100.0,0.1234567890123456,1.5e-300,5e-324,2.50E+3]',
    '"a":["\\\\ud83d","\\ud83d\\ude00"]',
  ])('with %s has nothing to lose', (values) => {
    expect(patternProblem(`{"detail":{${values}}}`)).toBeUndefined();
  });

  it('may name one of several fields', () => {
    const either = '"$or":[{"a":[1]},{"b":[{"numeric":[">",0,"<=",5]}]}]';
    expect(patternProblem(`{"detail":{${either}}}`)).toBeUndefined();
    expect(filterProblem(`{"data":{${either}}}`)).toBeUndefined();
  });

  it.each(IACS)('comes whole into the rule, its event and its test, as %s', (form) => {
    const options = { pattern: JSON.stringify(PATTERN) };
    const there = after(OWN[form], addTrigger(OWN[form], 'resize', 'eventbridge', options));
    const test = read(there, 'test/infra/resize-eventbridge.test.ts');
    expect(test).toContain("'detail-type': ['OrderPlaced'],");
    const rule = read(there, form === 'cdk' ? 'infra/stack.ts' : 'template.yaml');
    expect(rule).toMatch(form === 'cdk' ? /detailType: \['Ord/ : /detail-type:\n +- 'OrderPlaced'/);
    expect(rule).toContain('anything-but');
  });

  it.each(IACS)('stands in for source and type, as %s', (form) => {
    const pattern = '{"source":["a"]}';
    for (const [option, value] of [
      ['source', 'b'],
      ['detail-type', 'B'],
    ] as const)
      expect(() =>
        addTrigger(FOREIGN[form], 'resize', 'eventbridge', { pattern, [option]: value }),
      ).toThrow('A whole pattern says');
  });

  it('has matchers in the detail alone where the CDK wants texts', () => {
    const options = { pattern: '{"source":[{"prefix":"aws."}]}' };
    expect(() => addTrigger(FOREIGN.cdk, 'resize', 'eventbridge', options)).toThrow(
      'The CDK takes',
    );
    expect(() => addTrigger(FOREIGN.sam, 'resize', 'eventbridge', options)).not.toThrow();
  });
});

describe('sample events', () => {
  const sample = (type: string, options: Readonly<Record<string, string>>, name = 'valid') => {
    const there = after(FOREIGN.cdk, addTrigger(FOREIGN.cdk, 'resize', type, options));
    return {
      event: JSON.parse(read(there, `events/resize/${type}.${name}.json`)),
      test: [...there.files].find(([path]) => path.includes(`resize-${type}.test`))![1],
    };
  };

  it('are of the route', () => {
    const options = { method: 'PUT', path: '/orders/{id}/items/{item}' };
    const { event, test } = sample('http', options);
    expect(event).toMatchObject({
      routeKey: 'PUT /orders/{id}/items/{item}',
      rawPath: '/orders/1001/items/1001',
      pathParameters: { id: '1001', item: '1001' },
      requestContext: { http: { method: 'PUT', path: '/orders/1001/items/1001' } },
    });
    expect(test).toContain("toBe('PUT')");
    expect(sample('http', options, 'payload-1').event).toMatchObject({
      httpMethod: 'PUT',
      resource: '/orders/{id}/items/{item}',
      pathParameters: { id: '1001', item: '1001' },
    });
  });

  it('have no body where the method has none, and are a POST for any method', () => {
    const get = sample('http', { path: '/{proxy+}' });
    expect(get.event).not.toHaveProperty('body');
    expect(get.event).toMatchObject({ rawPath: '/1001', pathParameters: { proxy: '1001' } });
    expect(get.test).toContain('expect(body).toBe(undefined)');
    const any = sample('http', { method: 'ANY' }).event;
    expect(any).toMatchObject({ routeKey: 'ANY /', requestContext: { http: { method: 'POST' } } });
  });

  it('are of the pool’s call, and of the source and type', () => {
    const { event } = sample('cognito', { pool: 'OwnUserPool', operation: 'custom-message' });
    expect(event.triggerSource).toBe('CustomMessage_SignUp');
    const { event: happened } = sample('eventbridge', { source: 'shop', 'detail-type': 'Paid' });
    expect(happened).toMatchObject({ source: 'shop', 'detail-type': 'Paid' });
  });
});
