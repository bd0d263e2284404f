import { isMap as isObject } from '../../../core/values/json.ts';
import { type Call, jsonBody, type Reply, type Service } from '../call.ts';

type Input = Readonly<Record<string, unknown>>;

const PREFIX = /^arn:[\w-]+:dynamodb:[^:]*:[^:]*:table\//;

/** A table may be named by its ARN. */
const nameOf = (name: string) => name.replace(PREFIX, '');

const isMap = isObject<Input>;

const named = (input: Input): Input =>
  typeof input.TableName === 'string' ? { ...input, TableName: nameOf(input.TableName) } : input;

const stepNamed = (step: Input): Input =>
  Object.fromEntries(
    Object.entries(step).map(([name, write]) => [name, isMap(write) ? named(write) : write]),
  );

function withNames(input: Input): Input {
  const { TransactItems: steps, RequestItems: requests } = input;
  return {
    ...named(input),
    ...(Array.isArray(steps) && { TransactItems: steps.map(stepNamed) }),
    ...(isMap(requests) && {
      RequestItems: Object.fromEntries(
        Object.entries(requests).map(([name, value]) => [nameOf(name), value]),
      ),
    }),
  };
}

/** The ARNs that a batch names tables by, by their names. */
function arnsIn({ RequestItems: requests }: Input): ReadonlyMap<string, string> {
  const given = isMap(requests) ? Object.keys(requests).filter((name) => PREFIX.test(name)) : [];
  return new Map(given.map((arn) => [nameOf(arn), arn]));
}

function keysOf(map: unknown, arns: ReadonlyMap<string, string>): unknown {
  if (!isMap(map)) return map;
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [arns.get(name) ?? name, value]),
  );
}

/** An answer to a batch, by the names that the call has for the tables. */
function answered(reply: Reply, arns: ReadonlyMap<string, string>): Reply {
  if (arns.size === 0 || reply.status >= 300) return reply;
  const output = jsonBody<Input>(reply);
  const named = ['Responses', 'UnprocessedKeys', 'UnprocessedItems'].flatMap((name) =>
    name in output ? [[name, keysOf(output[name], arns)] as const] : [],
  );
  const { 'content-length': _, 'x-amz-crc32': __, ...headers } = reply.headers;
  const body = Buffer.from(JSON.stringify({ ...output, ...Object.fromEntries(named) }));
  return { ...reply, headers, body };
}

function inputOf(call: Call): Input | undefined {
  // Few calls have an ARN, and each would be parsed
  if (!call.body.includes(':dynamodb:')) return undefined;
  try {
    return jsonBody<Input>(call);
  } catch {
    return undefined;
  }
}

/** Answers a call with the names of tables in the place of their ARNs, which the emulator does not know. */
export async function byTableName(call: Call, answer: Service): Promise<Reply> {
  const input = inputOf(call);
  if (!input) return answer(call);
  const body = Buffer.from(JSON.stringify(withNames(input)));
  return answered(await answer({ ...call, body }), arnsIn(input));
}
