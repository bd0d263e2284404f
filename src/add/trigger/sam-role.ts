import { type Model, mapOf, modelOf } from '../../editors/sam/model.ts';
import { find, readSource } from '../../editors/sam/source.ts';
import { intrinsicOf } from '../../infrastructure/sam/read/intrinsic.ts';
import type { SamFunction } from '../../infrastructure/sam/survey.ts';

/** A function's role, as a policy names it. */
export interface SamRole {
  /** An expression of YAML. */
  readonly name: string;
  /** Whether another stack makes it, so that several may attach policies to it. */
  readonly isForeign: boolean;
  /** Whether it is the name of a role without a path alone. */
  readonly isUnsure?: boolean;
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

/** The ARN that a parameter has by default: its path tells how many parts a role's ARN has. */
function defaultOf(text: string, role: Model): string | undefined {
  const source = readSource(text.replace(/^\uFEFF/, ''));
  const name = mapOf(role).Ref;
  if ('reason' in source || typeof name !== 'string') return undefined;
  const parameters = mapOf(modelOf(find(source.root, 'Parameters')?.value));
  const { Default } = mapOf(parameters[name]);
  return typeof Default === 'string' && Default.includes('/') ? Default : undefined;
}

/** The name in an ARN that only a deployment knows: its last part, which is the second one of a role without a path. */
function splitName(text: string, role: Model): SamRole {
  const known = defaultOf(text, role);
  const last = known ? known.split('/').length - 1 : 1;
  const name = JSON.stringify({ 'Fn::Select': [last, { 'Fn::Split': ['/', role] }] });
  return { name, isForeign: true, ...(known ? {} : { isUnsure: true }) };
}

/** The role of a function: SAM makes one for a function that names none. */
export function roleOf(
  { id, kind, properties: { Role } }: SamFunction,
  text: string,
): SamRole | undefined {
  if (Role === undefined || Role === null)
    return kind === 'serverless' ? { name: `!Ref ${id}Role`, isForeign: false } : undefined;
  const own = ownRole(Role);
  if (own) return { name: `!Ref ${own}`, isForeign: false };
  const written = writtenName(Role);
  return written ? { name: written, isForeign: true } : splitName(text, Role);
}
