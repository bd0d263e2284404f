import type { Table } from '../../../infrastructure/resolve/deployment.ts';
import { errorReply, jsonReply, type Reply, ServiceError } from '../call.ts';
import { type Item, type Items, keyOf } from './items.ts';
import type { Change } from './streams.ts';
import { Tokens } from './tokens.ts';

type Operation = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

interface Write extends Readonly<Record<string, unknown>> {
  readonly TableName: string;
  readonly Key?: Item;
  readonly Item?: Item;
}

type TransactItem = Readonly<Partial<Record<Operation, Write>>>;

interface TransactInput {
  readonly ClientRequestToken?: string;
  readonly TransactItems?: readonly TransactItem[];
}

interface Step {
  readonly operation: Operation;
  readonly write: Write;
  readonly table: Table;
  readonly key: Item;
  readonly before: Item | undefined;
}

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

const NONE: Reason = { Code: 'None' };

/** The most items of a transaction. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html */
const MOST_ITEMS = 100;

export interface Written {
  readonly reply: Reply;
  readonly changes: readonly (Change & { readonly table: Table })[];
}

/** A check writes the item back as it is, or deletes what is not there, so that the emulator tests the condition. */
function checkOf({ write, before, key }: Step): readonly [string, object] {
  const { Key: _, ...rest } = write;
  return before ? ['PutItem', { ...rest, Item: before }] : ['DeleteItem', { ...rest, Key: key }];
}

function callOf(step: Step): readonly [string, object] {
  if (step.operation === 'ConditionCheck') return checkOf(step);
  return [`${step.operation}Item`, step.write];
}

function reasonOf(error: unknown, { write, before }: Step): Reason {
  if (!(error instanceof ServiceError)) throw error;
  const isCondition = error.type === 'ConditionalCheckFailedException';
  const wantsItem = write.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before;
  return {
    Code: isCondition ? 'ConditionalCheckFailed' : 'ValidationError',
    Message: error.message,
    ...(isCondition && wantsItem && { Item: before }),
  };
}

const cancelled = (reasons: readonly Reason[]): Reply => {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return errorReply('com.amazonaws.dynamodb.v20120810#TransactionCanceledException', message, 400, {
    CancellationReasons: reasons,
  });
};

const invalid = (message: string): Reply =>
  errorReply('com.amazon.coral.validate#ValidationException', message);

const noTable = (): Reply =>
  errorReply('ResourceNotFoundException', 'Requested resource not found');

const mismatch = (): Reply =>
  errorReply(
    'IdempotentParameterMismatchException',
    'The request token was already used for another transaction',
  );

/** Transactions, which the emulator lacks: while one runs, no other call does. */
export class Transactions {
  readonly #items: Items;
  readonly #tableOf: (name: string) => Table | undefined;
  readonly #tokens = new Tokens();

  constructor(items: Items, tableOf: (name: string) => Table | undefined) {
    this.#items = items;
    this.#tableOf = tableOf;
  }

  /** Writes a transaction, unless it comes again by its token. */
  async write(input: TransactInput): Promise<Written> {
    const { ClientRequestToken: token } = input;
    const found = this.#tokens.find(token, input);
    if (found === 'written') return { reply: jsonReply({}), changes: [] };
    if (found === 'mismatch') return { reply: mismatch(), changes: [] };
    const written = await this.#write(input);
    if (written.reply.status === 200) this.#tokens.keep(token, input);
    return written;
  }

  async #write(input: TransactInput): Promise<Written> {
    const given = input.TransactItems ?? [];
    if (given.length === 0 || given.length > MOST_ITEMS)
      return { reply: invalid(`A transaction has 1 to ${MOST_ITEMS} items`), changes: [] };
    const steps = await this.#steps(given);
    if (!steps) return { reply: noTable(), changes: [] };
    const keys = steps.map(({ table, key }) => JSON.stringify([table.name, key]));
    if (new Set(keys).size < keys.length)
      return {
        reply: invalid('Transaction request cannot include multiple operations on one item'),
        changes: [],
      };
    return this.#run(steps);
  }

  async #steps(given: readonly TransactItem[]): Promise<readonly Step[] | undefined> {
    const steps: Step[] = [];
    for (const item of given) {
      const [operation, write] = Object.entries(item)[0] as [Operation, Write];
      const table = this.#tableOf(write.TableName);
      if (!table) return undefined;
      const key = write.Key ?? keyOf(table, write.Item ?? {});
      steps.push({ operation, write, table, key, before: await this.#items.get(table.name, key) });
    }
    return steps;
  }

  async #run(steps: readonly Step[]): Promise<Written> {
    const reasons: Reason[] = [];
    for (const step of steps) reasons.push(await this.#attempt(step));
    if (reasons.every((each) => each === NONE))
      return { reply: jsonReply({}), changes: await this.#changes(steps) };
    for (const [at, { table, key, before }] of steps.entries())
      if (reasons[at] === NONE) await this.#items.restore(table.name, key, before);
    return { reply: cancelled(reasons), changes: [] };
  }

  /** Every step is tried, for the answer gives the reason of each that fails. */
  async #attempt(step: Step): Promise<Reason> {
    try {
      await this.#items.send(...callOf(step));
      return NONE;
    } catch (error) {
      return reasonOf(error, step);
    }
  }

  #changes = (steps: readonly Step[]) =>
    Promise.all(
      steps.map(async ({ table, key, before }) => ({
        table,
        before,
        after: await this.#items.get(table.name, key),
      })),
    );

  async read(input: { TransactItems?: readonly { Get: { TableName: string; Key: Item } }[] }) {
    const responses = [];
    for (const { Get } of input.TransactItems ?? [])
      responses.push(await this.#items.send('GetItem', { ...Get, ConsistentRead: true }));
    return jsonReply({ Responses: responses });
  }
}
