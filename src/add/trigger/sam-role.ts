import { type Model, mapOf } from '../../editors/sam/model.ts';
import { intrinsicOf } from '../../infrastructure/sam/read/intrinsic.ts';
import type { SamFunction } from '../../infrastructure/sam/survey.ts';

/** A function's role, as a policy names it. */
export interface SamRole {
  /** An expression of YAML. */
  readonly name: string;
  /** Whether another stack makes it, so that several may attach policies to it. */
  readonly isForeign: boolean;
}

/** The role of the template that an ARN is of: `!GetAtt Role.Arn`, `!Sub ${Role.Arn}`; none of an output of a stack. */
function ownRole(role: Model): string | undefined {
  const [name, of] = intrinsicOf(role) ?? [];
  if (name === 'Fn::GetAtt' && Array.isArray(of))
    return of[1] === 'Arn' ? String(of[0]) : undefined;
  return name === 'Fn::Sub' ? /^\$\{(\w+)\.Arn\}$/.exec(String(of))?.[1] : undefined;
}

/** arn:aws:iam::<account>:role/<path>/<name> */
const lastPart = (arn: string) => arn.split('/').at(-1)!;

/** The last part of an ARN whose text is written out, but for holes before it. */
function writtenName(role: Model): string | undefined {
  if (typeof role === 'string') return lastPart(role);
  const text = mapOf(role)['Fn::Sub'];
  if (typeof text !== 'string' || !text.includes('/')) return undefined;
  const name = lastPart(text);
  return name.includes('${') ? `!Sub ${name}` : name;
}

/** The role of a function: SAM makes one for a function that names none. */
export function roleOf({ id, kind, properties: { Role } }: SamFunction): SamRole | undefined {
  if (Role === undefined || Role === null)
    return kind === 'serverless' ? { name: `!Ref ${id}Role`, isForeign: false } : undefined;
  const own = ownRole(Role);
  if (own) return { name: `!Ref ${own}`, isForeign: false };
  const split = JSON.stringify({ 'Fn::Select': [1, { 'Fn::Split': ['/', Role] }] });
  return { name: writtenName(Role) ?? split, isForeign: true };
}
