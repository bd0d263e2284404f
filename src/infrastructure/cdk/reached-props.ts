import { ts } from 'ts-morph';
import type { Disk } from '../../core/tree/tree.ts';
import { ownerOf } from '../../editors/cdk/syntax/constructs.ts';
import { referenceOf } from '../../editors/cdk/syntax/reference.ts';
import { lineOf } from '../../editors/cdk/syntax/source.ts';
import type { AppConstruct } from './made-by-app.ts';
import type { Reached } from './reached.ts';
import type { Found, MadeStep } from './source/bindings.ts';
import { libraryProps, openProps } from './source/construct-props.ts';
import { type FunctionProps, readProps } from './source/function-props.ts';

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

/** The properties that the construct itself is made with; undefined where a package makes it. */
export function propsOf(
  disk: Disk,
  { steps, member }: { readonly steps: readonly MadeStep[]; readonly member?: string },
): Found {
  const last = steps.at(-1)!;
  if (member || !ts.isNewExpression(last.node)) return undefined;
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
  const reference = referenceOf(place.node);
  return {
    id: made.id,
    owner: ownerOf(place.node),
    line: lineOf(made.module.source.file, place.node),
    ...(reference && { reference }),
    className: place.node.expression.getText(),
    ...(isMadeHere(made) ? readProps(propsOf(disk, made)) : givenProps(made)),
  };
}
