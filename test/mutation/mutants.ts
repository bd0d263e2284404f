import { isDeepStrictEqual } from 'node:util';
import type { Change, Stack } from './app.ts';
import { type Json, type Mutation, mutated, mutations, valueAt } from './json.ts';
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
  [/^(Rules|Parameters\.BootstrapVersion|Resources\.CDKMetadata)\./, 'aws-cdk-lib writes it'],
  [/^Resources\.[^.]+\.Metadata\.(aws:|cdk_nag)/, 'aws-cdk-lib writes it'],
  [/^Resources\.[^.]+\.Properties\.Code\./, 'where the bundle is'],
  [/^stackName$/, 'another name is another stack'],
  [/^Metadata\.cfn-lint/, 'read by cfn-lint alone, which fails without it'],
];

const isMutant = ({ what }: { readonly what: string }) =>
  !NO_MUTANTS.some(([path]) => path.test(what.split(': ')[0]!));

/** The part of a stack that is deployed: its template and how it is protected. */
const deployed = ({ template, terminationProtection = false, stackName }: Stack): Json => ({
  ...(template as object),
  terminationProtection,
  stackName,
});

function changeOf(place: number, mutation: Mutation): Change {
  return (stack, index) => {
    const whole = deployed(stack);
    if (index !== place || !isDeepStrictEqual(valueAt(whole, mutation.path), mutation.value)) {
      return stack;
    }
    const { terminationProtection, stackName, ...template } = mutated(whole, mutation) as Record<
      string,
      Json
    >;
    return { ...stack, template, terminationProtection, stackName } as Stack;
  };
}

/** Each leaf once, in all the contexts in which it has the same value. */
function mutantsOfStacks(contexts: readonly (readonly Stack[])[]): readonly Mutant[] {
  const all = new Map<string, Mutant>();
  for (const [place, stack] of contexts.flatMap((stacks) => [...stacks.entries()])) {
    for (const mutation of mutations(deployed(stack))) {
      const what = described(mutation.path, mutation.value, mutation.to);
      const key = JSON.stringify([place, mutation]);
      if (all.has(key)) continue;
      all.set(key, { where: `stack ${place}`, what, change: changeOf(place, mutation) });
    }
  }
  return [...all.values()];
}

export const mutantsOf = (
  project: Project,
  contexts: readonly (readonly Stack[])[],
): readonly Mutant[] => [...mutantsOfFiles(project), ...mutantsOfStacks(contexts)].filter(isMutant);
