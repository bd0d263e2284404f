import { refusal } from '../core/errors.ts';
import { type Name, nameForms, toKebab } from '../core/names.ts';
import { substitute } from '../core/render.ts';
import type { Disk } from '../core/tree.ts';
import type { Trigger, TriggerContribution } from '../core/trigger.ts';
import { editCdkStatements } from '../editors/cdk-statements.ts';
import { type CdkTarget, cdkHandler } from './cdk-target.ts';
import { templateText } from './code-files.ts';
import { match } from './match.ts';
import { prefixOf } from './names.ts';
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
  const all = candidates(target, trigger);
  return match(trigger.resource.option, resource, all, 'Give its construct id.').id;
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

function stageCdk(
  staging: Staging,
  target: CdkTarget,
  checked: CheckedTrigger,
  contribution: TriggerContribution,
): void {
  const { fn, module } = target;
  if (fn.isUnsure)
    throw refusal(`Whether ${fn.className} is a Lambda function cannot be told from its name`, {
      at: { path: module.path, line: fn.line },
      hint: 'Nothing was written.',
    });
  const resource = resourceOf(checked, target);
  const op = {
    snippet: snippetOf(staging, target, checked, contribution),
    behind: { functionId: fn.id, ...(fn.owner ? { owner: fn.owner } : {}) },
    name: prefixOf(fn.id),
    ...(resource ? { resource } : {}),
  };
  const before: Edited = { text: staging.tree.read(module.path)!, inserted: [] };
  const after = edited(module.path, before, (text) => editCdkStatements(text, op));
  stageEdited(staging, module.path, after);
}

const isStack = ({ module, fn }: CdkTarget) =>
  module.survey.stacks.some(({ name }) => name === fn.owner);

/** A function's logical id, but for the hash: what makes it stands in the stack under the name of its class. */
const logicalId = (target: CdkTarget) =>
  isStack(target) ? target.fn.id : `${target.fn.owner}${target.fn.id}`;

/** The same as any trigger's target. */
export function cdkTriggerTarget(disk: Disk, target: CdkTarget): TriggerTarget {
  const id = logicalId(target);
  return {
    iac: 'cdk',
    id,
    shown: target.shown,
    handler: cdkHandler(disk, target),
    candidates: (trigger) => candidates(target, trigger),
    stage(staging, checked, contribution): Name {
      stageCdk(staging, target, checked, contribution);
      return nameForms(toKebab(prefixOf(id)));
    },
  };
}
