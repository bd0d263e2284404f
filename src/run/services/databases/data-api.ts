import { answered, type Call, errorReply, jsonBody, jsonReply, type Service } from '../call.ts';
import type { Field } from './fields.ts';
import type { Postgres } from './postgres.ts';
import type { SqlParameter } from './statement.ts';

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html */
interface Input {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly sql: string;
  readonly parameters?: readonly SqlParameter[];
  readonly parameterSets?: readonly (readonly SqlParameter[])[];
  readonly transactionId?: string;
  readonly includeResultMetadata?: boolean;
  readonly formatRecordsAs?: 'NONE' | 'JSON';
}

export interface DataApiContext {
  /** The database of a cluster's ARN; undefined where there is none. */
  postgres(arn: string): Postgres | undefined;
  /** The user whose password a secret has; undefined for the master's. */
  userOf(secretArn: string): string | undefined;
}

type Operation = (input: Input, postgres: Postgres, role: string | undefined) => Promise<object>;

type Result = Awaited<ReturnType<Postgres['execute']>>[number];

const plainValue = (field: Field): unknown =>
  field.isNull ? null : Object.values(field.arrayValue ?? field)[0];

const asJson = ({ columns, records }: Result) =>
  JSON.stringify(
    records.map((fields) =>
      Object.fromEntries(fields.map((field, at) => [columns[at]!.name, plainValue(field)])),
    ),
  );

const execute: Operation = async (input, postgres, role) => {
  const { sql, parameters = [], transactionId } = input;
  const [result] = await postgres.execute(sql, [parameters], { role, transactionId });
  const { columns, records, updated } = result!;
  if (columns.length === 0) return { numberOfRecordsUpdated: updated, generatedFields: [] };
  if (input.formatRecordsAs === 'JSON')
    return { numberOfRecordsUpdated: 0, formattedRecords: asJson(result!) };
  return {
    numberOfRecordsUpdated: 0,
    records,
    ...(input.includeResultMetadata && { columnMetadata: columns }),
  };
};

const batchExecute: Operation = async (input, postgres, role) => {
  const { sql, parameterSets = [[]], transactionId } = input;
  const results = await postgres.execute(sql, parameterSets, { role, transactionId });
  return { updateResults: results.map(() => ({ generatedFields: [] })) };
};

const end =
  (how: 'COMMIT' | 'ROLLBACK', transactionStatus: string): Operation =>
  async ({ transactionId = '' }, postgres) => {
    await postgres.end(transactionId, how);
    return { transactionStatus };
  };

/** By the path of the call. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  '/Execute': execute,
  '/BatchExecute': batchExecute,
  '/BeginTransaction': async (_, postgres) => ({ transactionId: await postgres.begin() }),
  '/CommitTransaction': end('COMMIT', 'Transaction Committed'),
  '/RollbackTransaction': end('ROLLBACK', 'Rollback Complete'),
};

/** The Data API of the databases of a deployment. */
export const dataApi =
  (context: DataApiContext): Service =>
  async (call: Call) => {
    const operation = OPERATIONS[call.url];
    if (!operation)
      return errorReply('NotEmulated', `rds-data ${call.url} is not emulated locally`, 501);
    const input = jsonBody<Input>(call);
    const postgres = context.postgres(input.resourceArn);
    if (!postgres)
      return errorReply(
        'DatabaseNotFoundException',
        `There is no database with the Data API for ${input.resourceArn} locally`,
        404,
      );
    return answered(async () =>
      jsonReply(await operation(input, postgres, context.userOf(input.secretArn))),
    );
  };
