import { substitute } from '../../src/core/fold/render.ts';
import type { Edit } from '../../src/core/tree/text-edit.ts';
import { snippetNames } from '../../src/editors/cdk/write/snippet.ts';
import { editSam } from '../../src/editors/sam/merge.ts';
import { surveySam } from '../../src/infrastructure/sam/survey.ts';
import { editWith, STACKS } from '../editors/cdk-corpus.ts';
import { FRAGMENT, hosts } from '../editors/sam-hosts.ts';
import { inserted, removed, spoilt } from './inverse.ts';
import {
  allVariants,
  contribution,
  rendered,
  substitutions,
  textOf,
  type Variant,
} from './triggers.ts';

/** One way to edit a file of the corpus. */
export interface Way {
  readonly label: string;
  readonly edit: (text: string) => Edit;
}

const fnIn = (text: string) => {
  const survey = surveySam(text);
  return ('reason' in survey ? undefined : survey.functions[0]?.id) ?? 'Resize';
};

const forFunction = (fragment: string) => (text: string) =>
  editSam(text, fragment.replaceAll('__Fn__', fnIn(text)));

/** Every fragment of every trigger, for the first function of a template, and one with a function and an output. */
export const SAM_WAYS: readonly Way[] = [
  { label: 'a function', edit: (text) => editSam(text, FRAGMENT) },
  ...allVariants.flatMap((variant) => {
    const { sam, cloudformation } = contribution(variant, false);
    return [...sam, ...cloudformation].map((source, n) => ({
      label: `${variant.label} (${n})`,
      edit: forFunction(rendered(variant, source, 'resize', { __Function__: '__Fn__' })),
    }));
  }),
];

/** The statements of a variant for the function `Resize`, with the names that an editor gives. */
function snippetOf(variant: Variant): string {
  const { __fn__, __resource__, __scope__, ...named } = substitutions(variant, 'resize');
  const module = textOf(variant, contribution(variant, false).cdk);
  return substitute(module, { ...named, ...snippetNames('Resize') });
}

/** Every trigger in each of its variants, for the function of a stack, and a function. */
export const CDK_WAYS: readonly Way[] = [
  { label: 'a function', edit: editWith('function') },
  ...allVariants.map((variant) => ({
    label: variant.label,
    edit: editWith('sqs', {
      snippet: snippetOf(variant),
      ...(variant.hasResource && { resource: 'Bucket' }),
    }),
  })),
];

export const SAM_HOSTS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...hosts('yaml'), ...hosts('json') }),
);
export const CDK_HOSTS = STACKS;

/** How often a file took an edit, and what went wrong: nothing, if all is well. */
export interface Outcome {
  readonly edited: number;
  readonly wrong: readonly string[];
}

/** Edits a file in every way, takes each out again, and compares. */
export function tried(name: string, text: string, ways: readonly Way[]): Outcome {
  const wrong: string[] = [];
  let edited = 0;
  // What is left of a template in JSON may be none
  const path = name.endsWith('.json') && !/^\s*\{/.test(text) ? 'template.yaml' : name;
  for (const { label, edit } of ways) {
    const there = inserted(path, text, edit(text));
    if (!there) continue;
    edited++;
    const left = removed(path, there);
    if (left !== text) wrong.push(`${name}, ${label}: ${left.slice(0, 400)}`);
  }
  return { edited, wrong };
}

/** The same for spoilt copies of a file, in one way each. */
export function triedSpoilt(
  name: string,
  text: string,
  ways: readonly Way[],
  seeds: readonly number[],
): Outcome {
  const all = seeds.map((seed) => {
    const way = ways[seed % ways.length]!;
    const { edited, wrong } = tried(name, spoilt(name, text, seed), [way]);
    return { edited, wrong: wrong.map((each) => `seed ${seed}: ${each}`) };
  });
  return {
    edited: all.reduce((sum, each) => sum + each.edited, 0),
    wrong: all.flatMap(({ wrong }) => wrong),
  };
}
