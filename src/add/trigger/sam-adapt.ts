import type { Infrastructure, Node } from '../../infrastructure/graph.ts';

/** What fragments are fitted to: the function that is invoked, and the resource that is taken. */
export interface Fitted {
  readonly fn: Node | undefined;
  readonly source: Node | undefined;
  /** The conditions that follow from a condition. */
  readonly implied: Infrastructure['implied'];
  /** The parameter that gives the ARN or the name of the resource. */
  readonly parameter: string | undefined;
  /** Whether the function's role is made by another stack. */
  readonly hasForeignRole: boolean;
  /** Whether the resource depends on another already: a second DependsOn would be a change. */
  readonly isDependent: boolean;
}

/** A parameter has no attributes: its value is the ARN. */
const byValue = (fragment: string, parameter: string | undefined) =>
  parameter === undefined
    ? fragment
    : fragment.replace(new RegExp(`!GetAtt ${parameter}\\.\\w+$`, 'gm'), `!Ref ${parameter}`);

/** Who invokes a function that publishes an alias invokes that. */
function throughAlias(fragment: string, { id, properties: { alias, aliasId } }: Node): string {
  if (alias === undefined) return fragment;
  const name = aliasId === undefined ? `${id}.Alias` : String(aliasId);
  const url = typeof alias === 'string' ? `$1\n      Qualifier: ${alias}` : '$1';
  return fragment
    .replace(new RegExp(`(TargetFunctionArn: )!GetAtt ${id}\\.Arn$`, 'gm'), `$1!Ref ${id}`)
    .replace(new RegExp(`(TargetFunctionArn: !Ref ${id})$`, 'gm'), url)
    .replace(new RegExp(`(FunctionName: )!Ref ${id}$`, 'gm'), `$1!Ref ${name}`)
    .replace(new RegExp(`!GetAtt ${id}\\.Arn$`, 'gm'), `!Ref ${name}`)
    .replaceAll(`\${${id}.Arn}`, `\${${name}}`);
}

/** Stages that share a role each have a policy of their own in it. */
const stagesApart = (fragment: string) =>
  fragment.replace(
    /^( {6}PolicyName: )(\w+)$/gm,
    (_, key: string, name: string) => `${key}!Sub \${AWS::StackName}-${name}`,
  );

/** A dependency that is there in each stage that has the queue, beside any that the bucket has already. */
const withoutDependsOn = (fragment: string) =>
  fragment
    .replace(/^( {4}#.*\n)? {4}DependsOn: \w+\n/gm, '')
    .replace(/^( {12}Queue: )(!GetAtt (\w+)\.Arn)$/gm, '$1!Select [0, [$2, !Ref $3Policy]]');

const NO_VALUE = '!Ref AWS::NoValue';

/** A value of a resource that is there in stages which the function is not in. */
const inIf = (fragment: string, condition: string) =>
  withoutDependsOn(fragment)
    .replace(
      /^( {8}[A-Z]\w+: )(!(?:GetAtt|Ref) \w+(?:\.\w+)?)$/gm,
      `$1!If [${condition}, $2, ${NO_VALUE}]`,
    )
    .replace(/^( {10})- (Event: .*\n)((?: {12}.*\n)+)/gm, (_, indent, first, rest: string) => {
      const deeper = rest.replace(/^/gm, '  ').replace(/ +$/, '');
      return `${indent}- !If\n${indent}  - ${condition}\n${indent}  - ${first}${deeper}${indent}  - ${NO_VALUE}\n`;
    });

const ENTRY = /^ {2}\w+:\n(?:(?: {3,}.*)?\n)*/gm;

/** Of an existing resource, which is written without its type; the function reads the queue as it is. */
const dependingByValue = (fn: string) => (entry: string) =>
  /^ {4}Type: /m.test(entry) || entry.startsWith(`  ${fn}:`) ? entry : withoutDependsOn(entry);

/** A new resource, or an output, carries the function's condition. */
function conditionalEntry(entry: string, condition: string, fn: string, isBeside: boolean): string {
  const [id = ''] = /\w+/.exec(entry) ?? [];
  if (/^ {4}Type: /m.test(entry))
    return entry.replace(/^( {4}Type: .*\n)/m, `$1    Condition: ${condition}\n`);
  if (/^ {4}Value: /m.test(entry))
    return entry.replace(/^( {4}Value: )/m, `    Condition: ${condition}\n$1`);
  return id === fn || isBeside ? entry : inIf(entry, condition);
}

function underCondition(fragment: string, { fn, source, implied = {} }: Fitted) {
  const { id, condition } = fn ?? {};
  if (id === undefined || condition === undefined) return fragment;
  const own = source?.condition;
  const isBeside = own !== undefined && [own, ...(implied[own] ?? [])].includes(condition);
  return fragment.replace(ENTRY, (entry) => conditionalEntry(entry, condition, id, isBeside));
}

/** A fragment as the function asks for it: under its condition, through its alias, apart from other stages. */
export function fittedFragment(fragment: string, fitted: Fitted): string {
  const { fn, parameter, hasForeignRole, isDependent } = fitted;
  if (!fn) return fragment;
  const named = byValue(fragment, parameter);
  const free = isDependent ? named.replace(ENTRY, dependingByValue(fn.id)) : named;
  const apart = hasForeignRole ? stagesApart(free) : free;
  return underCondition(throughAlias(apart, fn), fitted);
}
