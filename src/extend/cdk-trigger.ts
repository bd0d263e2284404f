import { refusal, usageError } from '../core/errors.ts';
import { substitute } from '../core/render.ts';
import type { Disk } from '../core/tree.ts';
import type { Trigger, TriggerContribution } from '../core/trigger.ts';
import { editCdkStatements } from '../editors/cdk-statements.ts';
import { classesFrom } from './cdk-classes.ts';
import { cdkLabel } from './cdk-label.ts';
import { type CdkTarget, cdkHandler } from './cdk-target.ts';
import { templateText } from './code-files.ts';
import { lineWidthOf } from './line-width.ts';
import { match } from './match.ts';
import { prefix } from './names.ts';
import type { Candidate, TriggerTarget } from './plan-trigger.ts';
import { type CheckedTrigger, optionSubstitutions } from './request.ts';
import { type Edited, edited, type Staging, stageEdited } from './staging.ts';

/** Seconds: Lambda's default. */
const DEFAULT_TIMEOUT = 3;

/** Resources of the module that a trigger could take. */
const candidates = ({ module }: CdkTarget, { resource }: Trigger): readonly Candidate[] =>
  module.survey.resources
    .filter(({ construct }) => resource?.constructs.includes(construct))
    .map(({ id, construct, reference, line }) => ({
      id,
      names: [id, ...(reference ? [reference.replace(/^this\./, '')] : [])],
      shown: `${id} (${construct}, ${module.path}:${line})`,
    }));

/** The resource of the module that the request names; throws `usage` when it makes none such. */
function resourceOf({ trigger, resource }: CheckedTrigger, target: CdkTarget): string | undefined {
  if (!resource || !trigger.resource) return undefined;
  const { option } = trigger.resource;
  const all = candidates(target, trigger);
  if (all.length === 0)
    throw usageError(
      `${target.module.path} makes no ${option}`,
      'A trigger takes a resource that is made in the same module as its function.',
    );
  return match(option, resource, all, 'Give its construct id.').id;
}

function snippetOf(
  staging: Staging,
  { fn }: CdkTarget,
  checked: CheckedTrigger,
  contribution: TriggerContribution,
): string {
  const text = templateText(staging.kit, `triggers/${checked.trigger.id}/${contribution.cdk}`);
  const visibility = `cdk.Duration.seconds(${6 * (fn.timeout ?? DEFAULT_TIMEOUT)})`;
  return substitute(text, {
    'cdk.Duration.seconds(180)': visibility,
    ...optionSubstitutions(checked.options),
    ...contribution.replace,
  });
}

function refuseUnsure({ fn, module }: CdkTarget): void {
  if (!fn.isUnsure) return;
  throw refusal(`Whether ${fn.className} is a Lambda function cannot be told from its name`, {
    at: { path: module.path, line: fn.line },
    hint: 'Nothing was written.',
  });
}

/** Whether the function's scope has one of the ids that a snippet would give, for something else. */
function isTaken({ fn, module: { survey } }: CdkTarget, snippet: string, name: string): boolean {
  const ids = [...snippet.matchAll(/'__Name__(\w*)'/g)].map(([, rest]) => name + rest);
  return [...survey.resources, ...survey.functions].some(
    ({ id, owner }) => owner === fn.owner && ids.includes(id),
  );
}

/** What the editor finds the function by: its id, or its variable where two have that id. */
function nameInModule({ fn, module: { survey } }: CdkTarget): string {
  const same = survey.functions.filter(({ id, owner }) => id === fn.id && owner === fn.owner);
  return (same.length > 1 && fn.reference?.replace(/^this\./, '')) || fn.id;
}

/** Stages a trigger's statements behind the function; answers the ordinal of the names that they got. */
function stageCdk(
  staging: Staging,
  target: CdkTarget,
  checked: CheckedTrigger,
  contribution: TriggerContribution,
  ordinals: readonly number[],
): number {
  refuseUnsure(target);
  const { fn, module } = target;
  const resource = resourceOf(checked, target);
  const snippet = snippetOf(staging, target, checked, contribution);
  const behind = { functionId: nameInModule(target), ...(fn.owner ? { owner: fn.owner } : {}) };
  const before: Edited = { text: staging.tree.read(module.path)!, inserted: [] };
  const lineWidth = lineWidthOf(staging.kit.disk, module.path, module.text);
  for (const ordinal of ordinals) {
    const name = prefix(cdkLabel(fn), ordinal).pascal;
    const op = {
      snippet,
      behind,
      name,
      lineWidth,
      resolveClass: classesFrom(staging.kit.disk, module.path),
      ...(resource ? { resource } : {}),
    };
    const after = edited(module.path, before, (text) => editCdkStatements(text, op));
    if (after.inserted.length > 0 && isTaken(target, snippet, name)) continue;
    stageEdited(staging, module.path, after);
    return ordinal;
  }
  throw refusal(`${module.path} has all the names that a trigger of ${fn.id} could get`);
}

const isStack = ({ module, fn }: CdkTarget) =>
  module.survey.stacks.some(({ name }) => name === fn.owner);

/** A function's logical id, but for the hash: what makes it stands in the stack under the name of its class. */
const logicalId = (target: CdkTarget) =>
  (isStack(target) ? '' : target.fn.owner) + cdkLabel(target.fn);

/** The same as any trigger's target. */
export function cdkTriggerTarget(disk: Disk, target: CdkTarget): TriggerTarget {
  const id = logicalId(target);
  return {
    iac: 'cdk',
    id,
    shown: target.shown,
    handler: cdkHandler(disk, target),
    candidates: (trigger) => candidates(target, trigger),
    stage: (staging, checked, contribution, ordinals) =>
      stageCdk(staging, target, checked, contribution, ordinals),
  };
}
