import { expect, test } from 'vitest';
import { routes } from '../support/rest-api.ts';
import { load } from '../support/template.ts';

const template = await load();

test('the route invokes the function, for those whom it lets in', () => {
  expect(routes(template, '__Resource__')).toMatchObject({
    'GET /': '__Function__: AWS_IAM',
  });
});
