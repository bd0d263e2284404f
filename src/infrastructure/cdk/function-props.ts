import { ts } from 'ts-morph';
import type { Value } from '../graph.ts';
import { propertiesIn } from './read/properties.ts';
import { type Found, propertyOf } from './source/bindings.ts';
import { evaluate, textIn, valueAt } from './source/values.ts';

/** What a function's properties say of its code, as far as they are known. */
export interface FunctionProps {
  readonly entry?: string;
  readonly handler?: string;
  /** The path of `Code.fromAsset`. */
  readonly code?: string;
  /** As AWS spells it: `nodejs22.x`. */
  readonly runtime?: string;
  /** In seconds; unknown where the source does not say it. */
  readonly timeout?: Value;
}

function assetOf(found: Found): string | undefined {
  if (!found || found === 'missing' || !ts.isCallExpression(found.node)) return undefined;
  const [path] = found.node.arguments;
  if (!path || !/\bfromAsset$/.test(found.node.expression.getText())) return undefined;
  return textIn(evaluate({ node: path, scope: found.scope }));
}

/** Reads the properties of a function: what rules ask for, and what finds its code. */
export function readProps(props: Found): FunctionProps {
  const text = (key: string) => textIn(valueAt(props, key));
  const { runtime, timeout } = propertiesIn('function', props);
  const read = {
    entry: text('entry'),
    handler: text('handler'),
    code: assetOf(propertyOf(props, 'code')),
    runtime: textIn(runtime),
    timeout,
  };
  return Object.fromEntries(Object.entries(read).filter(([, each]) => each !== undefined));
}
