import type { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import type { Changed } from './changed.ts';
import type { ClassDeclaration } from './classes.ts';
import type { SourceFile } from './files.ts';

/** What parameters are called with; `missing` for one that the call leaves out. One that is not here is unknown. */
export type Arguments = ReadonlyMap<ts.Node, Bound | 'missing'>;

/** An object of a class of the app, as far as the code shows how it came to be. */
export interface AppObject {
  /** Its class, and those that this extends. */
  readonly classes: readonly ClassDeclaration[];
  /** What its constructors, and the methods that have returned it, were called with. */
  readonly args: Arguments;
}

/** Where an expression is evaluated: its file, and what the parameters around it are called with. */
export interface Scope {
  readonly module: SourceFile;
  /** The project, to follow imports in; without it, they are unknown. */
  readonly disk?: Disk;
  readonly args?: Arguments;
  /** What `this` is. */
  readonly self?: AppObject;
  /** What made the instance that the code is of, from the outside in. */
  readonly made?: readonly MadeStep[];
}

/** A `new` or a call on the way to a construct, in the scope that it is made in. */
export interface MadeStep {
  readonly node: ts.NewExpression | ts.CallExpression;
  readonly scope: Scope;
}

/** An expression with the scope that its names mean something in. */
export interface Bound<N extends ts.Expression = ts.Expression> {
  readonly node: N;
  readonly scope: Scope;
  /** Set for an object to which a package may add properties: one that it lacks is unknown. */
  readonly isOpen?: true;
  /** Of an object: the properties that code sets after it is written. They are unknown. */
  readonly changed?: Changed;
}

/** An expression that names lead to; `missing` for what is known to be undefined; undefined for what is unknown. */
export type Found = Bound | 'missing' | undefined;

/** What a parameter is called with: in the call around, or in one that has made or set up the object around. */
export const givenTo = ({ args, self }: Scope, parameter: ts.Node) =>
  args?.get(parameter) ?? self?.args.get(parameter);
