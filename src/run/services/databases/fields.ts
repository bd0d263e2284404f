/** A value as the Data API has it: https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_Field.html */
export interface Field {
  readonly isNull?: boolean;
  readonly booleanValue?: boolean;
  readonly longValue?: number;
  readonly doubleValue?: number;
  readonly stringValue?: string;
  /** In base64. */
  readonly blobValue?: string;
  readonly arrayValue?: object;
}

type Kind = 'boolean' | 'long' | 'double' | 'blob' | 'string';

/** Types of PostgreSQL by their object ids (pg_type.dat): a type, and how the Data API gives its values. */
const TYPES: Readonly<Record<number, readonly [name: string, kind: Kind]>> = {
  16: ['bool', 'boolean'],
  17: ['bytea', 'blob'],
  20: ['int8', 'long'],
  21: ['int2', 'long'],
  23: ['int4', 'long'],
  25: ['text', 'string'],
  26: ['oid', 'long'],
  114: ['json', 'string'],
  700: ['float4', 'double'],
  701: ['float8', 'double'],
  1042: ['bpchar', 'string'],
  1043: ['varchar', 'string'],
  1082: ['date', 'string'],
  1083: ['time', 'string'],
  1114: ['timestamp', 'string'],
  1184: ['timestamptz', 'string'],
  1700: ['numeric', 'string'],
  2950: ['uuid', 'string'],
  3802: ['jsonb', 'string'],
};

/** Arrays by the object id of their type, with that of their elements. */
const ARRAYS: Readonly<Record<number, number>> = {
  1000: 16,
  1005: 21,
  1007: 23,
  1016: 20,
  1009: 25,
  1015: 1043,
  1022: 701,
  2951: 2950,
};

const kindOf = (type: number): Kind => TYPES[type]?.[1] ?? 'string';

export const typeNameOf = (type: number): string =>
  type in ARRAYS ? `_${typeNameOf(ARRAYS[type]!)}` : (TYPES[type]?.[0] ?? 'unknown');

/** The object id of timestamptz: the Data API gives these times in UTC, without an offset. */
const WITH_OFFSET = 1184;

const asText = (value: unknown, type: number) =>
  type === WITH_OFFSET ? String(value).replace(/\+00$/, '') : String(value);

export function fieldOf(value: unknown, type: number): Field {
  if (value === null) return { isNull: true };
  if (Array.isArray(value))
    return { arrayValue: { [`${kindOf(ARRAYS[type] ?? 0)}Values`]: value } };
  const kind = kindOf(type);
  if (kind === 'boolean') return { booleanValue: value as boolean };
  if (kind === 'blob') return { blobValue: Buffer.from(value as Uint8Array).toString('base64') };
  return kind === 'string'
    ? { stringValue: asText(value, type) }
    : { [`${kind}Value`]: Number(value) };
}

const identity = (text: string) => text;

/** Values that the Data API has as texts stay as PostgreSQL writes them. */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = Object.fromEntries(
  Object.entries(TYPES).flatMap(([type, [, kind]]) =>
    kind === 'string' ? [[type, identity]] : [],
  ),
);
