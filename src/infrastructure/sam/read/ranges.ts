import { type Model, mapOf } from '../../../editors/sam/model.ts';
import type { Value } from '../../graph.ts';
import { intrinsicOf } from './intrinsic.ts';
import type { Template } from './template.ts';

/** The numbers that a value can have, or the least and the most of them; undefined where a deployment can give any. */
type Numbers = readonly number[] | undefined;

const together = (all: readonly Numbers[]): Numbers =>
  all.length > 0 && all.every((each) => each !== undefined) ? all.flat() : undefined;

function ofParameter({ parameters }: Template, name: Model): Numbers {
  const { AllowedValues, MinValue, MaxValue } = mapOf(parameters[String(name)]);
  if (Array.isArray(AllowedValues)) return AllowedValues.map(Number);
  const isBound = MinValue !== undefined && MaxValue !== undefined;
  return isBound ? [Number(MinValue), Number(MaxValue)] : undefined;
}

/** What a key of a mapping can be: one that is written out, else all there are. */
const under = (map: Model | undefined, key: Model | undefined): readonly (Model | undefined)[] =>
  typeof key === 'string' ? [mapOf(map)[key]] : Object.values(mapOf(map));

function ofMapping(template: Template, of: Model): Numbers {
  const [name, first, second] = Array.isArray(of) ? of : [];
  if (typeof name !== 'string') return undefined;
  const found = under(template.mappings[name], first).flatMap((each) => under(each, second));
  return together(found.map((each) => numbersOf(template, each)));
}

function numbersOf(template: Template, model: Model | undefined): Numbers {
  const [name, of] = intrinsicOf(model) ?? [];
  if (name === 'Ref') return ofParameter(template, of!);
  if (name === 'Fn::FindInMap') return ofMapping(template, of!);
  if (name === 'Fn::If' && Array.isArray(of))
    return together(of.slice(1).map((each) => numbersOf(template, each)));
  const number = Number(model);
  return model === null || model === undefined || Number.isNaN(number) ? undefined : [number];
}

/** The least, or the most, of what a deployment can make of an expression; nothing for a value that is written out. */
export function boundOf(
  template: Template,
  model: Model | undefined,
  pick: (...all: number[]) => number,
): Value {
  if (!intrinsicOf(model)) return undefined;
  const numbers = numbersOf(template, model);
  return numbers ? pick(...numbers) : { unknown: JSON.stringify(model) };
}
