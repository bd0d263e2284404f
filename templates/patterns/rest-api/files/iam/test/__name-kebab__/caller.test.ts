import { expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { readEvent } from './fixtures.ts';
import { sent } from './store.ts';

const nobody = { authorizer: undefined, identity: { caller: null } };
const requestContext = { ...readEvent('create.valid').requestContext, ...nobody };

test.each(['create', 'get', 'list', 'update', 'delete'])(
  '%s answers nobody with 403, and touches nothing',
  async (name) => {
    const { handler } = await import(`../../src/__name-kebab__/${name}.ts`);
    const event = { ...readEvent(`${name}.valid`), requestContext };

    expect(await handler(event, context)).toMatchObject({ statusCode: 403 });
    expect(sent()).toEqual([]);
  },
);
