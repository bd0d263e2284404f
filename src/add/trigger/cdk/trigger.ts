import { type Substitutions, substitute } from '../../../core/fold/render.ts';
import { isTyped } from '../../../core/paths.ts';
import type { Base, Disk } from '../../../core/tree/tree.ts';
import type { TriggerContribution } from '../../../core/trigger.ts';
import { editCdkStatements } from '../../../editors/cdk/statements.ts';
import { snippetNames } from '../../../editors/cdk/write/snippet.ts';
import { moduleFor, spelling } from '../../../host/cdk-version.ts';
import { lineWidthOf } from '../../../host/line-width.ts';
import { type CdkTarget, cdkHandler, refuseUnsure } from '../../../infrastructure/cdk/functions.ts';
import { moduleAt } from '../../../infrastructure/cdk/modules.ts';
import { isOfStack, type Made } from '../../../infrastructure/cdk/reach.ts';
import type { CdkFunction } from '../../../infrastructure/cdk/reached-props.ts';
import { readCdkInfrastructure } from '../../../infrastructure/cdk/read/infrastructure.ts';
import { modulesAround } from '../../../infrastructure/cdk/read/modules-around.ts';
import { classesFrom } from '../../../infrastructure/cdk/source/classes.ts';
import {
  DEFAULT_TIMEOUT,
  type Infrastructure,
  MAX_TIMEOUT,
} from '../../../infrastructure/graph.ts';
import { numberOr } from '../../../infrastructure/rules/edges.ts';
import { templateText } from '../../code-files.ts';
import { prefix } from '../../names.ts';
import { asStaged, edited, type Staging, stageEdited } from '../../staging.ts';
import { type CheckedTrigger, optionSubstitutions } from '../request.ts';
import type { StageAs, TriggerTarget } from '../trigger-target.ts';
import { commonScope, placeOf, prepare, type SnippetFor } from './common-scope.ts';
import { stageCdkFix } from './fix.ts';
import { invokedBy } from './published.ts';
import { refuseResource } from './refused.ts';
import { cdkCandidates, resourceOf } from './resource.ts';
import { usualFor } from './usual.ts';

/** What a new queue says of its visibility timeout. */
function visibilityOf(fn: CdkFunction): Substitutions {
  const timeout = numberOr(fn.timeout, DEFAULT_TIMEOUT);
  return {
    'cdk.Duration.seconds(180)': `cdk.Duration.seconds(${6 * (timeout ?? MAX_TIMEOUT)})`,
    ...(timeout === undefined && {
      "// Six times the function's timeout": '// Six times the longest timeout of a function',
    }),
  };
}

/** Statements of ours without the types that they assert. */
const withoutTypes = (text: string) => text.replace(/ as \w+\.\w+;/g, ';');

/** What the statements are made from: a template, and all that is put into it but for the name. */
function snippetOf(
  staging: Staging,
  { fn, module }: CdkTarget,
  checked: CheckedTrigger,
  contribution: TriggerContribution,
): { readonly template: string; readonly named: SnippetFor } {
  const { disk } = staging.context;
  const snippet = moduleFor(disk, module.path, contribution);
  const text = templateText(staging.context, `triggers/${checked.trigger.id}/${snippet}`);
  const template = isTyped(module.path) ? text : withoutTypes(text);
  const values = {
    ...visibilityOf(fn),
    ...optionSubstitutions(checked.options),
    ...spelling(disk, module.path, contribution),
    ...contribution.replace,
  };
  return { template, named: (name) => substitute(template, { ...values, ...snippetNames(name) }) };
}

/** Whether a scope has one of the ids that a snippet would give, for something else. */
function isTaken({ module, owner }: Made, template: string, name: string): boolean {
  const ids = [...template.matchAll(/'__Name__(\w*)'/g)].map(([, rest]) => name + rest);
  return module.constructs.some((each) => each.owner === owner && ids.includes(each.id));
}

/** A construct's logical id without its hash: that of its class, then its own. */
const logicalId = (disk: Disk, made: Made) =>
  isOfStack(disk, made) ? made.id : `${made.owner}${made.id}`;

/** Stages a trigger's statements in the nearest class that can reach both function and resource. */
function cdkStager(
  staging: Staging,
  target: CdkTarget,
  checked: CheckedTrigger,
  contribution: TriggerContribution,
): StageAs {
  refuseUnsure(target);
  const fn = placeOf(target.made);
  const resource = resourceOf(staging.context.disk, target, checked)?.resource;
  if (resource) refuseResource(staging.context.disk, checked.trigger, resource);
  const { template, named } = snippetOf(staging, target, checked, contribution);
  const place = commonScope(staging, invokedBy(staging.context.disk, target.made), resource, named);
  if (resource) prepare(staging, checked, resource);
  const isHere = place.at.owner === fn.owner && place.at.module.path === fn.module.path;
  const { path } = place.at.module;
  const asUsual = usualFor(staging.context.disk, place.at, template, checked.trigger.id);
  staging.warnings.push(...asUsual.warnings);
  const before = asStaged(staging, path);
  const written = {
    lineWidth: lineWidthOf(staging.context.disk, path, before.text),
    resolveClass: classesFrom(staging.context.disk, path),
    isTyped: isTyped(path),
    ...(place.resource && { resource: place.resource }),
    // A REST API's resources are made once, and found from then on
    isBehindUses: checked.trigger.id === 'http',
  };
  return (ordinal) => {
    const name = prefix(isHere ? target.label : target.logicalId, ordinal).pascal;
    const op = { snippet: asUsual.change(named(name)), behind: place.behind, ...written };
    const after = edited(path, before, (text) => editCdkStatements(text, op));
    const staged = {
      ordinal,
      resource: resource && logicalId(staging.context.disk, placeOf(resource)),
    };
    if (after.inserted.length === 0) return { ...staged, isThere: true };
    if (isTaken(place.at, template, name)) return undefined;
    stageEdited(staging, path, after);
    return { ...staged, isThere: false };
  };
}

/** The modules that the trigger can meet, as a graph: as the project has them, or as they are staged. */
function cdkInfrastructure(
  disk: Disk,
  base: Base,
  target: CdkTarget,
  checked: CheckedTrigger,
): Infrastructure {
  const resource = resourceOf(disk, target, checked)?.resource;
  const paths = modulesAround(disk, target.made, resource);
  const staged: Disk = {
    ...disk,
    list: (folder) => disk.list(folder),
    read: (path) => base.read(path),
  };
  const from = base === disk ? disk : staged;
  return readCdkInfrastructure(
    from,
    paths.flatMap((path) => moduleAt(from, path) ?? []),
  );
}

/** The same as any trigger's target. */
export function cdkTriggerTarget(disk: Disk, target: CdkTarget): TriggerTarget {
  return {
    iac: 'cdk',
    id: target.logicalId,
    shown: target.shown,
    handler: cdkHandler(disk, target),
    candidates: (trigger) => cdkCandidates(disk, target, trigger),
    typeOf: (checked) => resourceOf(disk, target, checked)?.construct,
    stager: (staging, checked, contribution) => cdkStager(staging, target, checked, contribution),
    infrastructure: (base, checked) => cdkInfrastructure(disk, base, target, checked),
    stageFix: stageCdkFix,
  };
}
