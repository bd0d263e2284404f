import { expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { readEvent } from './fixtures.ts';
import { failWith } from './store.ts';
import { handler as create } from '../../src/__name-kebab__/create.ts';
import { handler as remove } from '../../src/__name-kebab__/delete.ts';
import { handler as get } from '../../src/__name-kebab__/get.ts';
import { handler as list } from '../../src/__name-kebab__/list.ts';
import { handler as update } from '../../src/__name-kebab__/update.ts';

const functions = { create, get, list, update, delete: remove };

test.each(Object.entries(functions))(
  '%s answers with 503 while the database starts',
  async (name, handler) => {
    failWith(new Error('Connection terminated due to connection timeout'));

    expect(await handler(readEvent(`${name}.valid`), context)).toMatchObject({
      statusCode: 503,
      headers: { 'retry-after': '15' },
    });
  },
);
