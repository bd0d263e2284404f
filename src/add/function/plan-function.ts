import { parseName } from '../../core/names.ts';
import type { ExtendContext, ExtendPlan } from '../../host/context.ts';
import { layoutBeside, shownTests } from '../../host/layout.ts';
import { refuseBuilt } from '../../infrastructure/built.ts';
import { propertiesAt, propertyLines, referencesOf } from '../../infrastructure/sam/entries.ts';
import type { SamFunction } from '../../infrastructure/sam/survey.ts';
import { type FoundTemplate, refuseFull } from '../../infrastructure/sam/templates.ts';
import { templateText } from '../code-files.ts';
import { addTriggerStep } from '../next-steps.ts';
import { packingSteps } from '../packing.ts';
import { asUsual, usualBoundary } from '../sam-usual.ts';
import {
  alreadyThere,
  asStaged,
  edited,
  newStaging,
  planOf,
  type Staging,
  stageEdited,
} from '../staging.ts';
import { makeSteps } from './make-target.ts';
import { type FunctionRequest, optionsOf } from './request.ts';
import { deadLettersOf } from './sam-beside.ts';
import {
  type Companions,
  companionsFor,
  lastBelonging,
  renamedLine,
  withIds,
} from './sam-companions.ts';
import {
  aliasLines,
  functionId,
  habitLines,
  type NewFunction,
  plainFragment,
  serverlessFragment,
} from './sam-function.ts';
import { deadLetterRights } from './sam-rights.ts';
import { alone, besideSibling, findSibling, type Siblings } from './sam-sibling.ts';
import { stageCode } from './stage-code.ts';

/** Properties that name what a function has of its own beside it. */
const OWN = ['LoggingConfig', 'DeadLetterQueue'];

/** A property of a sibling that names something which the new function gets one of. */
function ownLines(
  text: string,
  functions: readonly SamFunction[],
  name: string,
  { ids }: Companions,
): readonly string[] {
  const naming = functions.find(
    ({ id, own }) => ids.has(id) && referencesOf(own[name]).some((each) => ids.has(each)),
  );
  const lines = naming && propertyLines(text, propertiesAt(naming.id), name);
  return lines ? [withIds(lines, ids)] : [];
}

/** The function's name, where most of the others have one with theirs in it. */
function nameLine(text: string, functions: readonly SamFunction[], model: string, id: string) {
  const named = functions.filter(({ own }) => own.FunctionName !== undefined);
  const one = named.find((fn) => fn.id === model) ?? named.at(-1);
  const line = one && propertyLines(text, propertiesAt(one.id), 'FunctionName');
  if (!line || line.includes('\n') || named.length * 2 <= functions.length) return [];
  const now = renamedLine(line, new Map([[one.id, id]]), one.id, id);
  return now === line ? [] : [now];
}

/** What functions have beside them, and the lines of the properties that they share. */
function habitsOf(template: FoundTemplate, siblings: Siblings | undefined, id: string) {
  const functions = siblings?.all.map(({ fn }) => fn) ?? [];
  const { text, survey } = template;
  const model = siblings?.one.fn.id ?? '';
  const companions = companionsFor(
    text,
    functions.map((fn) => fn.id),
    model,
    id,
    survey.ids,
  );
  const own = OWN.flatMap((name) => ownLines(text, functions, name, companions));
  // A function without a role has one that SAM makes; what Globals says, it has already
  const isBounded = survey.isServerless && survey.globals.PermissionsBoundary === undefined;
  const boundary = isBounded ? usualBoundary(text) : undefined;
  const shared = habitLines(text, functions);
  const isAliased = shared.some((each) => /^ *AutoPublishAlias:/.test(each));
  const alias = isAliased ? [] : aliasLines(text, survey.globals, survey.functions, model);
  const hasDeadLetters = [...shared, ...own].some((each) => /^ *DeadLetterQueue:/.test(each));
  const dying = functions.find((fn) => deadLettersOf(fn.own) !== undefined);
  const queue = hasDeadLetters && dying ? deadLettersOf(dying.own) : undefined;
  const habits = [
    ...shared,
    ...alias,
    ...own,
    ...nameLine(text, functions, model, id),
    ...(boundary ? [boundary.lines] : []),
    ...deadLetterRights(template, queue),
  ];
  return { companions, habits };
}

/** A plain function brings a role of its own. */
function fragmentsOf({ context }: Staging, { survey, text }: FoundTemplate, fn: NewFunction) {
  if (survey.isServerless) return [serverlessFragment(fn)];
  const { condition } = fn.placed;
  const role = templateText(context, 'foreign/role.yaml')
    .replaceAll('__Id__', fn.id)
    .replace(/^( +)Type: .*$/m, (type, indent: string) =>
      condition ? `${type}\n${indent}Condition: ${condition}` : type,
    );
  return [plainFragment(fn), asUsual(role, text)];
}

/** What a new function comes behind: the last that is made in any case, with what belongs to that. */
function anchorOf({ text, survey }: FoundTemplate, siblings: Siblings | undefined) {
  const last = siblings?.all.at(-1)?.fn ?? survey.functions.at(-1);
  return last && lastBelonging(text, last.id);
}

function stageTemplate(
  staging: Staging,
  template: FoundTemplate,
  siblings: Siblings | undefined,
  fn: NewFunction,
): void {
  const { sam } = staging.context.ports.editors;
  const { path } = template;
  const fragments = fragmentsOf(staging, template, fn);
  const first = anchorOf(template, siblings);
  let result = asStaged(staging, path);
  for (const [i, fragment] of fragments.entries())
    result = edited(path, result, (text) => sam(text, fragment, i === 0 ? first : fn.id));
  refuseFull(path, result.text);
  stageEdited(staging, path, result);
}

/** Plans a new function in a template. */
export function planSamFunction(
  context: ExtendContext,
  template: FoundTemplate,
  request: FunctionRequest,
): ExtendPlan {
  const name = parseName(request.name, 'instance');
  const id = functionId(template.survey, name);
  const twin = template.survey.functions.find((fn) => fn.id === id);
  if (twin) return alreadyThere(id, [], `${template.path}:${twin.line}`);
  const siblings = findSibling(context.disk, template);
  const sibling = siblings?.one;
  if (sibling) refuseBuilt(context.disk, sibling.file, sibling.fn.id);
  const placed = siblings
    ? besideSibling(context.disk, template, siblings, name)
    : alone(template, name);
  const layout = layoutBeside(context.disk, sibling?.file ?? placed.file, placed.file);
  const staging = newStaging(context);
  const fn = { id, placed, request, ...habitsOf(template, siblings, id) };
  stageTemplate(staging, template, siblings, fn);
  staging.notices.push(...fn.companions.notices);
  stageCode(staging, { ...placed, name, layout });
  const inferred = [
    `template  ${template.path}`,
    `handler   ${placed.file}${sibling ? `, written after ${sibling.file}` : ''}`,
    ...(placed.built ? [`build     ${placed.built} is what the project's build makes of it`] : []),
    ...(placed.condition ? [`condition ${placed.condition}, as ${sibling!.fn.id} has it`] : []),
    shownTests(layout),
  ];
  return planOf(
    staging,
    { kind: 'function', name: name.kebab, options: optionsOf(request) },
    {
      inferred,
      nextSteps: [
        ...(sibling
          ? makeSteps(context.disk, {
              template: template.path,
              sibling: sibling.fn,
              id,
              modules: placed.modules,
            })
          : []),
        ...(sibling ? packingSteps(context.disk, template.path, sibling.fn, staging.created) : []),
        addTriggerStep(id),
      ],
    },
  );
}
