import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { resolve, type Scope } from './intrinsics.ts';

const listOf = (value: Model | undefined) => (Array.isArray(value) ? value : []);

/** Evaluates a condition's expression; `named` is another condition's value. */
function holds(expression: Model, scope: Scope, named: (name: string) => boolean): boolean {
  const each = (value: Model) => holds(value, scope, named);
  const map = mapOf(expression);
  if ('Condition' in map) return named(String(map.Condition));
  if ('Fn::Not' in map) return !listOf(map['Fn::Not']).every(each);
  if ('Fn::And' in map) return listOf(map['Fn::And']).every(each);
  if ('Fn::Or' in map) return listOf(map['Fn::Or']).some(each);
  if ('Fn::Equals' in map) {
    const [a, b] = listOf(map['Fn::Equals']).map((value) => resolve(value, scope));
    // CloudFormation compares as strings: a parameter is one
    return JSON.stringify(a ?? '') === JSON.stringify(b ?? '') || String(a) === String(b);
  }
  return resolve(expression, scope) === true;
}

/** A function that says whether a condition of the template holds; one that is not declared does not. */
export function conditionsOf(conditions: ModelMap, scope: Scope): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const named = (name: string): boolean => {
    const found = known.get(name);
    if (found !== undefined) return found;
    // A condition that names itself does not hold
    known.set(name, false);
    const expression = conditions[name];
    const value = expression !== undefined && holds(expression, scope, named);
    known.set(name, value);
    return value;
  };
  return named;
}
