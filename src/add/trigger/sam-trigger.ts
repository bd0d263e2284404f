import { bug, refusal, usageError } from '../../core/errors.ts';
import { nameSubstitutions, type Substitutions, substitute } from '../../core/fold/render.ts';
import type { Name } from '../../core/names.ts';
import type { SamFragment } from '../../core/pattern.ts';
import type { TriggerContribution } from '../../core/trigger.ts';
import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import type { Kit } from '../../host/kit.ts';
import type { SamTarget } from '../../infrastructure/sam/functions.ts';
import { getAttOf, type SamFunction, surveySam } from '../../infrastructure/sam/survey.ts';
import { refuseFull } from '../../infrastructure/sam/templates.ts';
import { templateText } from '../code-files.ts';
import { prefix } from '../names.ts';
import { type Edited, edited, type Staging, stageEdited } from '../staging.ts';
import { type CheckedTrigger, optionSubstitutions } from './request.ts';
import { refuseRoute } from './routes.ts';
import { joinedFragments } from './sam-fragments.ts';
import { resourceOf } from './sam-resource.ts';
import type { StageAs } from './trigger-target.ts';

/** Seconds: of a function that says nothing, and the longest there is, for what only the deployment knows. */
const DEFAULT_TIMEOUT = 3;
const MAX_TIMEOUT = 900;

const timeoutOf = ({ Timeout = DEFAULT_TIMEOUT }: ModelMap) =>
  typeof Timeout === 'number' ? Timeout : MAX_TIMEOUT;

/** A function's role as an expression of its name; a role that comes from outside is known by its ARN alone. */
function roleName({ id, properties: { Role } }: SamFunction, path: string, line: number): string {
  const own = getAttOf(Role);
  if (typeof own === 'string') return `!Ref ${own}`;
  const arn = mapOf(Role).Ref ?? Role;
  if (typeof arn !== 'string')
    throw refusal(`${id} has no role that a policy could be attached to`, {
      at: { path, line },
      hint: 'Give it a role of the template: Role: !GetAtt <Role>.Arn',
    });
  // arn:aws:iam::<account>:role/<name>
  return arn.startsWith('arn:') ? arn.split('/').at(-1)! : `!Select [1, !Split [/, !Ref ${arn}]]`;
}

function substitutions(
  { template, fn }: SamTarget,
  checked: CheckedTrigger,
  name: Name,
  { replace }: TriggerContribution,
  needsRole: boolean,
): Substitutions {
  return {
    ...optionSubstitutions(checked.options),
    ...nameSubstitutions(name),
    __Function__: fn.id,
    __Resource__: resourceOf(checked, template.survey)?.id ?? '',
    __Role__: needsRole ? roleName(fn, template.path, fn.line) : '',
    __visibility__: String(6 * timeoutOf(fn.properties)),
    ...replace,
  };
}

function fragmentText(kit: Kit, type: string, source: SamFragment): string {
  const path = typeof source === 'string' ? source : source.fragment;
  const text = templateText(kit, `triggers/${type}/${path}`);
  return typeof source === 'string' ? text : substitute(text, source.replace);
}

/** Ids that a fragment defines anew: those of the function and of a resource it takes are the host's. */
function newIds(fragment: string, known: readonly string[]): readonly string[] {
  const survey = surveySam(fragment);
  if ('reason' in survey) throw bug(`a fragment cannot be read: ${survey.reason}`);
  return [...survey.ids].filter((id) => !known.includes(id));
}

/** Whether the template has one of these ids already, for something else. */
const isTaken = (fragment: string, host: ReadonlySet<string>, known: readonly string[]) =>
  newIds(fragment, known).some((id) => host.has(id));

const SHARED = ['AlarmTopic'];

/** What a function needs to be given: SAM attaches no policy to a role that it does not make itself. */
function sourcesFor(
  kit: Kit,
  { kind, properties }: SamFunction,
  { trigger }: CheckedTrigger,
  { sam, cloudformation }: TriggerContribution,
) {
  const attaches = cloudformation.some((each) =>
    fragmentText(kit, trigger.id, each).includes('__Role__'),
  );
  const needsRole = attaches && (kind === 'lambda' || properties.Role !== undefined);
  return { needsRole, sources: kind === 'lambda' || needsRole ? cloudformation : sam };
}

/** Refuses what is only to be pasted, unless it stands there. */
function refuseByHand(
  kit: Kit,
  { template, fn }: SamTarget,
  { byHand }: TriggerContribution,
  sources: readonly SamFragment[],
  fragments: readonly string[],
): void {
  const pathOf = (source: SamFragment) => (typeof source === 'string' ? source : source.fragment);
  const n = byHand ? sources.findIndex((source) => pathOf(source) === byHand.fragment) : -1;
  if (!byHand || n < 0) return;
  throw refusal(`${template.path} was not changed: ${byHand.reason}`, {
    at: { path: template.path, line: fn.line },
    hint: `${byHand.hint} Nothing was written.`,
    paste: joinedFragments(kit, fragments),
  });
}

/** SAM makes an API for events that name none: its routes are those of all such events. */
function refuseTakenRoute(
  { template: { survey } }: SamTarget,
  { trigger, options }: CheckedTrigger,
  api: string,
): void {
  if (trigger.id !== 'http' || !api) return;
  refuseRoute(survey, options, api === trigger.resource?.implicit?.id ? undefined : api);
}

const isOf = (queue: string) => (event: Model) =>
  mapOf(event).Type === 'SQS' && getAttOf(mapOf(mapOf(event).Properties).Queue) === queue;

/** Two functions of one queue would each get a part of its messages. */
function refuseWorked(
  { template: { path, survey } }: SamTarget,
  { trigger }: CheckedTrigger,
  queue: string,
): void {
  if (trigger.id !== 'sqs' || !queue) return;
  const worker =
    survey.resources.find(({ source }) => source === queue) ??
    survey.functions.find(({ properties: { Events } }) =>
      Object.values(mapOf(Events)).some(isOf(queue)),
    );
  if (worker)
    throw usageError(
      `The messages of ${queue} go to ${worker.id} already (${path}:${worker.line})`,
      'Name another --queue, or leave it out for a new one.',
    );
}

/** Stages a trigger's fragments in the function's template; throws `refused` when the editor does not dare. */
export function samStager(
  staging: Staging,
  target: SamTarget,
  checked: CheckedTrigger,
  contribution: TriggerContribution,
): StageAs {
  const { fn, template } = target;
  const { kit } = staging;
  const { needsRole, sources } = sourcesFor(kit, fn, checked, contribution);
  return (ordinal) => {
    const name = prefix(fn.id, ordinal);
    const values = substitutions(target, checked, name, contribution, needsRole);
    const fragments = sources.map((source) =>
      substitute(fragmentText(kit, checked.trigger.id, source), values),
    );
    refuseByHand(kit, target, contribution, sources, fragments);
    const fragment = joinedFragments(kit, fragments);
    const before: Edited = { text: staging.tree.read(template.path)!, inserted: [] };
    const after = edited(template.path, before, (text) => kit.workshop.editors.sam(text, fragment));
    const resource = values.__Resource__!;
    if (after.inserted.length === 0) return { ordinal, resource, isThere: true };
    refuseTakenRoute(target, checked, resource);
    refuseWorked(target, checked, resource);
    const known = [fn.id, resource, ...SHARED];
    if (isTaken(fragment, template.survey.ids, known)) return undefined;
    refuseFull(template, newIds(fragment, known).length);
    stageEdited(staging, template.path, after);
    return { ordinal, resource, isThere: false };
  };
}
