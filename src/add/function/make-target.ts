import { folderOf, joined, type ProjectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { escaped } from '../../core/values/regexp.ts';
import { codeUri } from '../../infrastructure/sam/handler.ts';
import type { SamFunction } from '../../infrastructure/sam/survey.ts';

/** A rule of a Makefile with one target, and the lines of its recipe. */
const ruleOf = (target: string) => new RegExp(`^${escaped(target)}[ \\t]*:.*(?:\\n\\t.*)*`, 'm');

/** The function that is written after another, whose `BuildMethod` is makefile. */
export interface MadeBeside {
  readonly template: ProjectPath;
  readonly sibling: SamFunction;
  readonly id: string;
  /** Names of the sibling's module, each with that of the new one. */
  readonly modules: readonly (readonly [before: string, after: string])[];
}

/**
 * What is left to do where `sam build` runs `make build-<logical id>`: the target of the sibling, as the new function's.
 * Empty where a rule makes every target. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/building-custom-runtimes.html
 */
export function makeSteps(disk: Disk, made: MadeBeside): readonly string[] {
  const { template, sibling, id, modules } = made;
  if (sibling.metadata.BuildMethod !== 'makefile') return [];
  const path = joined(folderOf(template) + codeUri(sibling), 'Makefile');
  const text = (path && disk.read(path)) ?? '';
  if (/^build-%/m.test(text)) return [];
  const [rule] = ruleOf(`build-${sibling.id}`).exec(text) ?? [];
  const step = `add the target build-${id} to ${path}, which sam build runs`;
  if (rule === undefined) return [step];
  const named = modules.reduce(
    (lines, [before, after]) => lines.replace(new RegExp(`\\b${escaped(before)}\\b`, 'g'), after),
    rule.replaceAll(sibling.id, id),
  );
  return [`${step}:`, ...named.split('\n').map((line) => `    ${line}`.trimEnd())];
}
