import { type Model, mapOf } from '../../../editors/sam/model.ts';
import { isUnknown, type Unknown, type Value } from '../../graph.ts';
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

function substituted(template: Template, of: Model): Value {
  if (typeof of !== 'string') return unknown({ 'Fn::Sub': of });
  let isKnown = true;
  const text = of.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
    const value = refOf(template, name);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    isKnown = false;
    return '';
  });
  return isKnown ? text : unknown({ 'Fn::Sub': of });
}

const EVALUATED: Readonly<Record<string, (template: Template, of: Model) => Value>> = {
  Ref: refOf,
  'Fn::FindInMap': mappedOf,
  'Fn::If': eitherOf,
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
