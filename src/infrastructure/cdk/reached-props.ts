import { ts } from 'ts-morph';
import type { Disk } from '../../core/tree/tree.ts';
import { ownerOf } from '../../editors/cdk/syntax/constructs.ts';
import { lineOf } from '../../editors/cdk/syntax/source.ts';
import type { Value } from '../graph.ts';
import { nameAt } from './calls/returned-members.ts';
import type { AppConstruct } from './made-by-app.ts';
import type { Reached } from './reached.ts';
import { propertiesIn } from './read/properties.ts';
import { propertyOf } from './source/bindings.ts';
import { chosen } from './source/bounds.ts';
import { libraryProps, openProps } from './source/construct-props.ts';
import type { Found, MadeStep } from './source/scope.ts';
import { evaluate, textIn } from './source/values.ts';

/** What a function's properties say of its code, as far as they are known. */
interface FunctionProps {
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
function readProps(props: Found): FunctionProps {
  const at = (key: string) => chosen(propertyOf(props, key));
  const text = (key: string) => {
    const found = at(key);
    return found && found !== 'missing' ? textIn(evaluate(found)) : undefined;
  };
  const { runtime, timeout } = propertiesIn('function', props);
  const read = {
    entry: text('entry'),
    handler: text('handler'),
    code: assetOf(at('code')),
    runtime: textIn(runtime),
    timeout,
  };
  return Object.fromEntries(Object.entries(read).filter(([, each]) => each !== undefined));
}

/** A Lambda function that the app makes, as far as its source says it. */
export interface CdkFunction extends FunctionProps {
  /** The construct id; as it is written, where it is no literal. */
  readonly id: string;
  readonly className: string;
  /** What it can be called in its block: `fn` or `this.fn`. */
  readonly reference?: string;
  /** The class or function that it is made in; empty at the top level. */
  readonly owner: string;
  readonly line: number;
  /** Set when only the name of its class says that it is one. */
  readonly isUnsure?: true;
}

/** The properties that the construct itself is made with; undefined where a package, or one of several branches, makes it. */
export function propsOf(
  disk: Disk,
  {
    steps,
    member,
    isEither,
  }: Pick<Reached, 'member' | 'isEither'> & { readonly steps: readonly MadeStep[] },
): Found {
  const last = steps.at(-1)!;
  if (member || isEither || !ts.isNewExpression(last.node)) return undefined;
  return libraryProps(disk, last.node, last.scope);
}

/** Of a function that is made by what is not read, the arguments name the code at most. */
function givenProps({ steps }: Reached): FunctionProps {
  const { node, scope } = steps.at(-1)!;
  const given = (node.arguments ?? []).map((each) => ({ node: each, scope }));
  return { ...readProps(openProps(given)), timeout: { unknown: 'timeout' } };
}

const isMadeHere = ({ steps, member }: Reached) =>
  member === undefined && ts.isNewExpression(steps.at(-1)!.node);

/** What is known of a function by the way that the app makes it. */
export function functionOf(disk: Disk, made: AppConstruct): CdkFunction {
  const [place] = made.steps;
  const reference = nameAt(disk, made);
  return {
    id: made.id,
    owner: ownerOf(place.node),
    line: lineOf(made.module.source.file, place.node),
    ...(reference && { reference }),
    className: place.node.expression.getText(),
    ...(isMadeHere(made) ? readProps(propsOf(disk, made)) : givenProps(made)),
  };
}
