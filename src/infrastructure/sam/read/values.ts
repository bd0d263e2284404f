import { type Model, mapOf } from '../../../editors/sam/model.ts';
import { isUnknown, type Unknown, type Value } from '../../graph.ts';
import { joinedText } from '../../texts.ts';
import { intrinsicOf } from './intrinsic.ts';
import type { Template } from './template.ts';

const unknown = (model: Model): Unknown => ({ unknown: JSON.stringify(model) });

/** A parameter is followed to its default; a deployment may give another value. */
function parameterOf({ parameters }: Template, name: string): Value {
  const { Default, Type } = mapOf(parameters[name]);
  if (Default === undefined) return unknown({ Ref: name });
  return Type === 'Number' ? Number(Default) : (Default as Value);
}

function refOf(template: Template, of: Model): Value {
  if (of === 'AWS::NoValue') return undefined;
  return typeof of === 'string' && Object.hasOwn(template.parameters, of)
    ? parameterOf(template, of)
    : unknown({ Ref: of });
}

function mappedOf(template: Template, of: Model): Value {
  const keys = Array.isArray(of) ? of.map((key) => valueIn(template, key)) : [];
  const [map, ...rest] = keys;
  if (keys.length < 3 || keys.some((key) => typeof key !== 'string' && typeof key !== 'number'))
    return unknown({ 'Fn::FindInMap': of });
  const found = rest
    .slice(0, 2)
    .reduce<Model | undefined>((at, key) => mapOf(at)[String(key)], template.mappings[String(map)]);
  return found === undefined ? unknown({ 'Fn::FindInMap': of }) : valueIn(template, found);
}

/** Both branches, where they are the same. */
function eitherOf(template: Template, of: Model): Value {
  const [, yes, no] = Array.isArray(of) ? of : [];
  const [one, other] = [yes, no].map((each) => valueIn(template, each ?? null));
  return JSON.stringify(one) === JSON.stringify(other) ? one : unknown({ 'Fn::If': of });
}

/** `Fn::Sub` of a text, or of a text with values of its own. */
function substituted(template: Template, of: Model): Value {
  const [text, values] = Array.isArray(of) ? of : [of];
  if (typeof text !== 'string') return unknown({ 'Fn::Sub': of });
  const own = mapOf(values as Model);
  const parts = text.split(/\$\{([^!}][^}]*)\}/).map((part, n) => {
    if (n % 2 === 0) return part;
    return Object.hasOwn(own, part) ? valueIn(template, own[part]) : refOf(template, part);
  });
  return joinedText(parts, JSON.stringify({ 'Fn::Sub': of }));
}

function joined(template: Template, of: Model): Value {
  const [delimiter, list] = Array.isArray(of) ? (of as readonly Model[]) : [];
  if (typeof delimiter !== 'string' || !Array.isArray(list)) return unknown({ 'Fn::Join': of });
  const parts = list.flatMap((each: Model) => [delimiter, valueIn(template, each)]);
  return joinedText(parts.slice(1), JSON.stringify({ 'Fn::Join': of }));
}

const EVALUATED: Readonly<Record<string, (template: Template, of: Model) => Value>> = {
  Ref: refOf,
  'Fn::FindInMap': mappedOf,
  'Fn::If': eitherOf,
  'Fn::Join': joined,
  'Fn::Sub': substituted,
};

/** What a value is, as far as the template says it. */
export function valueIn(template: Template, model: Model | undefined): Value {
  if (model === undefined || model === null) return undefined;
  const intrinsic = intrinsicOf(model);
  if (intrinsic) {
    const evaluate = EVALUATED[intrinsic[0]];
    return evaluate ? evaluate(template, intrinsic[1]) : unknown(model);
  }
  if (Array.isArray(model)) return model.map((each: Model) => valueIn(template, each));
  if (typeof model !== 'object') return model;
  return Object.fromEntries(
    Object.entries(model).map(([key, value]) => [key, valueIn(template, value)]),
  );
}

/** A number, also where it is written as text. */
export function numberOf(template: Template, model: Model | undefined): Value {
  const value = valueIn(template, model);
  if (value === undefined || typeof value === 'number' || isUnknown(value)) return value;
  const number = Number(value);
  return Number.isNaN(number) ? unknown(model!) : number;
}
