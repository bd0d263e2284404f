import type { Change, Stack } from './app.ts';
import { type Json, type Mutation, mutated, mutations, type Path, valueAt } from './json.ts';
import type { Project } from './project.ts';
import { described, ofJson, ofToml, ofYaml, type TextMutation } from './texts.ts';

/** A project in which one leaf of its infrastructure or its pipeline is not as it was made. */
export interface Mutant {
  /** A file, or the place of a stack in a CDK app. */
  readonly where: string;
  readonly what: string;
  readonly file?: { readonly path: string; readonly text: () => string };
  readonly change?: Change;
}

const RULES: readonly (readonly [RegExp, (text: string) => readonly TextMutation[]])[] = [
  [/^template.*\.yaml$/, ofYaml],
  [/^samconfig.*\.toml$/, ofToml],
  [/^cdk\.json$/, ofJson],
  [/^\.github\/(workflows|actions)\/.*\.ya?ml$/, ofYaml],
];

const mutantsOfFiles = ({ files }: Project): readonly Mutant[] =>
  [...files].flatMap(([path, text]) => {
    const [, rule] = RULES.find(([pattern]) => pattern.test(path)) ?? [];
    return (rule?.(text) ?? []).map(({ what, ...mutation }) => ({
      where: path,
      what,
      file: { path, ...mutation },
    }));
  });

/** Paths whose leaves are no mutants, with the reason. */
const NO_MUTANTS: readonly (readonly [RegExp, string])[] = [
  [/^(AWSTemplateFormatVersion|Transform|version)$/, 'without it, there is no template'],
  [/^(Resources|Parameters)\.[^.]+\.Type$/, 'without it, there is no template'],
  [/(^|\.)(Description|description|Label|Sid|PolicyName|name)$/, 'text for people'],
  [/Replicas\.\d+\.GlobalSecondaryIndexes\.\d+\.IndexName$/, 'aws-cdk-lib writes it'],
  [/^(Rules|Parameters\.BootstrapVersion|Resources\.CDKMetadata)\./, 'aws-cdk-lib writes it'],
  [/^Resources\.[^.]+\.Metadata\.(aws:|cdk_nag)/, 'aws-cdk-lib writes it'],
  [/^Resources\.[^.]+\.Properties\.Code\./, 'where the bundle is'],
  [/Metrics\.\d+\.ReturnData$/, 'CloudFormation takes one of an alarm, no more and no less'],
  [/^Resources\.\w*Api([0-9A-F]{8})?\.Properties\.Name$/, 'text for people'],
  [/\.(Email|Sms)(Verification)?(Message|Subject)$/, 'text for people'],
  [/^Resources\.\w+\.Properties\.Tags\.0\./, 'aws-cdk-lib writes it'],
  [/^stackName$/, 'another name is another stack'],
  [/^context\.@aws-cdk/, 'what a flag changes is in the template, whose leaves are mutants'],
  [/^Metadata\.cfn-lint/, 'read by cfn-lint alone, which fails without it'],
];

/** Changes that change nothing, with the reason. */
const EQUIVALENT: readonly (readonly [RegExp, string])[] = [
  [/(DeletionPolicy|UpdateReplacePolicy): Delete → –$/, 'it is the default'],
  [/^terminationProtection: false → –$/, 'it is the default'],
  [/\.Auth\.DefaultAuthorizer: NONE → –$/, 'it is the default'],
  [/(AllowedOAuthFlowsUserPoolClient|Inverted|MeasureLatency): false → –$/, 'it is the default'],
  [/Metrics\.\d+\.Id: \S+ → \w+$/, 'only a name: where an expression uses it, the test does, too'],
];

const isMutant = ({ what }: Mutant) =>
  !NO_MUTANTS.some(([path]) => path.test(what.split(': ')[0]!)) &&
  !EQUIVALENT.some(([change]) => change.test(what));

/** The part of a stack that is deployed: its template and how it is protected. */
const deployed = ({ template, terminationProtection = false, stackName }: Stack): Json => ({
  ...(template as object),
  terminationProtection,
  stackName,
});

/** A value, whatever the stage in the names that it holds, and in the hash of a deployment's or a version's id. */
const staged = (value: Json | undefined) =>
  JSON.stringify(value ?? null)
    .replaceAll(/(my-?app-?)(dev|staging|prod)/g, '$1*')
    .replaceAll(/((?:Deployment|CurrentVersion)[0-9A-F]{8})[0-9a-f]{32}/g, '$1*');

const isSame = (one: Json | undefined, other: Json | undefined) => staged(one) === staged(other);

const idsOf = ({ template }: Stack) =>
  Object.keys((template as { Resources?: object }).Resources ?? {});

/** The path in one stage of what is at a path in another: some ids end in a hash of the stack's name. */
function across(from: Stack, to: Stack, [top, id, ...rest]: Path): Path {
  const [own, others] = [idsOf(from), idsOf(to)];
  if (top !== 'Resources' || others.includes(String(id))) return [top!, id!, ...rest];
  const renamed = others.filter((one) => !own.includes(one));
  const place = own.filter((one) => !others.includes(one)).indexOf(String(id));
  return [top, renamed[place] ?? id!, ...rest];
}

function changeOf(place: number, first: Stack, mutation: Mutation): Change {
  return (stack, index) => {
    if (index !== place) return stack;
    const whole = deployed(stack);
    const path = mutation.path.length > 1 ? across(first, stack, mutation.path) : mutation.path;
    if (!isSame(valueAt(whole, path), mutation.value)) return stack;
    const { terminationProtection, stackName, ...template } = mutated(whole, {
      ...mutation,
      path,
    }) as Record<string, Json>;
    return { ...stack, template, terminationProtection, stackName } as Stack;
  };
}

/** Each leaf once, in all the contexts in which it has the same value. */
function mutantsOfStacks(contexts: readonly (readonly Stack[])[]): readonly Mutant[] {
  const [origin = []] = contexts;
  return contexts.flatMap((stacks, nth) =>
    stacks.flatMap((stack, place) => {
      const first = nth > 0 ? origin[place] : undefined;
      const isNew = ({ path, value }: Mutation) =>
        !first || !isSame(valueAt(deployed(first), across(stack, first, path)), value);
      return mutations(deployed(stack))
        .filter(isNew)
        .map((mutation) => ({
          where: `stack ${place}`,
          what: described(mutation.path, mutation.value, mutation.to),
          change: changeOf(place, stack, mutation),
        }));
    }),
  );
}

export const mutantsOf = (
  project: Project,
  contexts: readonly (readonly Stack[])[],
): readonly Mutant[] => [...mutantsOfFiles(project), ...mutantsOfStacks(contexts)].filter(isMutant);
