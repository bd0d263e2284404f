import type { Model } from '../../../editors/sam/model.ts';
import { intrinsicOf } from './intrinsic.ts';
import type { Keys } from './template.ts';

/** A reference of a template's value to a resource, or to what SAM makes of one. */
export interface Reference {
  /** As it is written before the first dot: a logical id, or a parameter's name. */
  readonly id: string;
  /** `Arn` of `!GetAtt Queue.Arn`; `Alias` of `!Ref Function.Alias`. */
  readonly attribute?: string;
  readonly keys: Keys;
  /** The conditions of the `Fn::If`s around it; `!` before one whose second branch it is in. */
  readonly conditions: readonly string[];
}

type Found = Omit<Reference, 'keys' | 'conditions'>;

/** `A.B` as a reference to `A`. */
function dotted(text: string): Found {
  const [id = '', ...rest] = text.split('.');
  return { id, ...(rest.length > 0 && { attribute: rest.join('.') }) };
}

const attributeOf = (of: Model): readonly Found[] => {
  const [id, attribute] = Array.isArray(of) ? of : [];
  if (typeof id !== 'string') return [];
  return [{ id, ...(typeof attribute === 'string' && { attribute }) }];
};

function inText(text: Model | undefined, own: readonly string[]): readonly Found[] {
  if (typeof text !== 'string') return [];
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map(([, name]) => name!.trim())
    .filter((name) => !own.includes(name))
    .map(dotted);
}

function inSub(of: Model): readonly Found[] {
  if (!Array.isArray(of)) return inText(of, []);
  const [text, values] = of as readonly Model[];
  return inText(text, Object.keys(values ?? {}));
}

const DIRECT: Readonly<Record<string, (of: Model) => readonly Found[]>> = {
  Ref: (of) => (typeof of === 'string' ? [dotted(of)] : []),
  'Fn::GetAtt': attributeOf,
  'Fn::Sub': inSub,
};

interface At {
  readonly keys: Keys;
  readonly conditions: readonly string[];
}

function* inBranches(of: Model, { keys, conditions }: At): Generator<Reference> {
  const [condition, ...branches] = Array.isArray(of) ? of : [];
  const name = typeof condition === 'string' ? condition : '?';
  for (const [n, branch] of branches.entries())
    yield* referencesIn(branch as Model, {
      keys: [...keys, n + 1],
      conditions: [...conditions, n === 0 ? name : `!${name}`],
    });
}

/** Every reference within a value, however deep. */
export function* referencesIn(
  model: Model | undefined,
  at: At = { keys: [], conditions: [] },
): Generator<Reference> {
  if (typeof model !== 'object' || model === null) return;
  const [name, of] = intrinsicOf(model) ?? [];
  if (name === 'Fn::If') return yield* inBranches(of!, { ...at, keys: [...at.keys, name] });
  const direct = name && DIRECT[name];
  if (direct) for (const found of direct(of!)) yield { ...found, ...at };
  if (name === 'Fn::GetAtt') return;
  const entries = Array.isArray(model) ? [...model.entries()] : Object.entries(model);
  for (const [key, value] of entries)
    yield* referencesIn(value as Model, { ...at, keys: [...at.keys, key as string | number] });
}
