import { afterAll, beforeAll, expect, test } from 'vitest';
import { item, readEvent } from '../__name-kebab__/fixtures.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import { context } from '../support/http.ts';

const create = (await import('../../src/__name-kebab__/create.ts')).handler;
const get = (await import('../../src/__name-kebab__/get.ts')).handler;
const list = (await import('../../src/__name-kebab__/list.ts')).handler;
const update = (await import('../../src/__name-kebab__/update.ts')).handler;
const remove = (await import('../../src/__name-kebab__/delete.ts')).handler;
const { insert } = await import('../../src/__name-kebab__/repository.ts');
