import { ts } from 'ts-morph';
import type { Delivery, Value } from '../../graph.ts';
import { follow } from '../source/bindings.ts';
import { listedIn } from '../source/loops.ts';
import type { Bound, Found } from '../source/scope.ts';
import { evaluate, valueAt } from '../source/values.ts';

/** The object that an expression leads to. */
export const objectAt = (bound: Bound | undefined): Found => (bound ? follow(bound) : 'missing');

/** The elements of a list. */
export const itemsOf = (found: Found): readonly Bound[] =>
  (found && found !== 'missing' && listedIn(found)) || [];

/** A value that is a known text. */
export const text = (value: Value) => (typeof value === 'string' ? value : undefined);

/** S3's names of the events of a constant of `EventType`. */
export const EVENTS: Readonly<Record<string, string>> = {
  OBJECT_CREATED: 's3:ObjectCreated:*',
  OBJECT_REMOVED: 's3:ObjectRemoved:*',
};

/** `OBJECT_CREATED_PUT` is `s3:ObjectCreated:Put`. */
export function eventOf(value: Value): Value {
  const name = text(value);
  if (name === undefined) return value;
  const [, kind, way] = /^(OBJECT_(?:CREATED|REMOVED))_(\w+)$/.exec(name) ?? [];
  if (!kind) return EVENTS[name] ?? name;
  const camel = way!
    .toLowerCase()
    .replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
  return EVENTS[kind]!.replace('*', camel);
}

/** The prefix and suffix of a notification's filters. */
export function filterOf(filters: readonly Bound[]): Delivery {
  const all = filters.map((each) => objectAt(each));
  const values = (key: string) =>
    all.map((each) => valueAt(each, key)).find((each) => each !== undefined);
  const [prefix, suffix] = [values('prefix'), values('suffix')];
  return { ...(prefix !== undefined && { prefix }), ...(suffix !== undefined && { suffix }) };
}

/** S3's names of the events in a list. */
export const eventsIn = (found: Found): Value =>
  found && found !== 'missing' && listedIn(found)
    ? itemsOf(found).map((each) => eventOf(evaluate(each)))
    : { unknown: 'events' };

/** Cognito's name of an operation, or of the property of a pool that says it. */
export const operationName = (constant: string) =>
  constant.includes('_') || constant === constant.toUpperCase()
    ? constant
        .toLowerCase()
        .replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
        .replace(/Config$/, '')
    : constant.charAt(0).toUpperCase() + constant.slice(1);

/** The operation that an expression names; one of `UserPoolOperation.of('preSignUp')`, too. */
export function operationAt(bound: Bound): Value {
  // The constant may have been taken out of its class: const { PRE_SIGN_UP } = UserPoolOperation
  const [constant] = /^[A-Z_]+$/.exec(bound.node.getText()) ?? [];
  const found = follow(bound);
  const call = found && found !== 'missing' && ts.isCallExpression(found.node) ? found : undefined;
  const [of] =
    call && /\.of\(/.test(call.node.getText()) ? (call.node as ts.CallExpression).arguments : [];
  const value = evaluate(of && call ? { node: of, scope: call.scope } : bound);
  return text(value) ?? constant ?? value;
}
