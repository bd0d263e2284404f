import { ServiceError } from '../call.ts';
import type { Field } from './fields.ts';

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_SqlParameter.html */
export interface SqlParameter {
  readonly name?: string;
  readonly value?: Field;
  readonly typeHint?: string;
}

export interface Prepared {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What is no parameter although it has a colon: texts, quoted names, comments, casts. Then a parameter. */
const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|::|:([A-Za-z_]\w*)/g;

const HINTS: Readonly<Record<string, string>> = {
  DATE: 'date',
  DECIMAL: 'numeric',
  JSON: 'jsonb',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  UUID: 'uuid',
};

/** A parameter has the type of its value or its hint: the Data API infers none from the statement. */
function typeOf({ value = {}, typeHint }: SqlParameter): string | undefined {
  if (typeHint !== undefined) return HINTS[typeHint];
  if (value.stringValue !== undefined) return 'varchar';
  if (value.longValue !== undefined) return 'bigint';
  if (value.doubleValue !== undefined) return 'double precision';
  if (value.booleanValue !== undefined) return 'boolean';
  return value.blobValue === undefined ? undefined : 'bytea';
}

function plainValue({ value = {} }: SqlParameter): unknown {
  const { stringValue, longValue, doubleValue, booleanValue, blobValue } = value;
  if (blobValue !== undefined) return Buffer.from(blobValue, 'base64');
  return stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null;
}

/** A statement with the parameters of the Data API as one with PostgreSQL's: `:name` is `$1`. */
export function prepare(sql: string, parameters: readonly SqlParameter[]): Prepared {
  const numbered = sql.replaceAll(TOKENS, (token, _, name?: string) => {
    if (name === undefined) return token;
    const index = parameters.findIndex((each) => each.name === name);
    if (index === -1)
      throw new ServiceError('BadRequestException', `Cannot find parameter: ${name}`);
    const type = typeOf(parameters[index]!);
    return type ? `CAST($${index + 1} AS ${type})` : `$${index + 1}`;
  });
  return { sql: numbered, values: parameters.map(plainValue) };
}
