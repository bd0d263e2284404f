import { expect, test } from 'vitest';
import { routes } from '../support/http-api.ts';
import { load } from '../support/template.ts';

const template = await load();
const route = 'GET /';

test('the route invokes the function, for those whom it lets in', () => {
  expect(routes(template, '__Name__Api')).toMatchObject({
    [route]: '__Function__: AWS_IAM',
  });
});
