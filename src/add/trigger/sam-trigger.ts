import { AppError, bug, notChanged, refusal, unwritten } from '../../core/errors.ts';
import { nameSubstitutions, type Substitutions, substitute } from '../../core/fold/render.ts';
import type { Name } from '../../core/names.ts';
import type { SamFragment } from '../../core/pattern.ts';
import type { TriggerContribution } from '../../core/trigger.ts';
import type { ModelMap } from '../../editors/sam/model.ts';
import type { ExtendContext } from '../../host/context.ts';
import {
  DEFAULT_TIMEOUT,
  type Infrastructure,
  MAX_TIMEOUT,
  type Node,
} from '../../infrastructure/graph.ts';
import { findingsOf } from '../../infrastructure/rules/check.ts';
import type { SamTarget } from '../../infrastructure/sam/functions.ts';
import { readSamInfrastructure } from '../../infrastructure/sam/read/infrastructure.ts';
import { type SamFunction, surveySam } from '../../infrastructure/sam/survey.ts';
import { refuseFull } from '../../infrastructure/sam/templates.ts';
import { templateText } from '../code-files.ts';
import { prefix } from '../names.ts';
import { asUsual } from '../sam-usual.ts';
import { asStaged, type Edited, edited, type Staging, stageEdited } from '../staging.ts';
import { refuseFound } from './check-rules.ts';
import { type CheckedTrigger, optionSubstitutions } from './request.ts';
import { fittedFragment } from './sam-adapt.ts';
import { encrypted, encryptionFor, NONE } from './sam-encryption.ts';
import { joinedFragments } from './sam-fragments.ts';
import { keyFragments } from './sam-key.ts';
import { PARAMETER, resourceOf } from './sam-resource.ts';
import { roleOf, type SamRole } from './sam-role.ts';
import type { StageAs } from './trigger-target.ts';

const timeoutOf = ({ Timeout = DEFAULT_TIMEOUT }: ModelMap) =>
  typeof Timeout === 'number' || /^\d+$/.test(String(Timeout)) ? Number(Timeout) : MAX_TIMEOUT;

function substitutions(
  { template, fn }: SamTarget,
  checked: CheckedTrigger,
  name: Name,
  { replace }: TriggerContribution,
  role: SamRole | undefined,
): Substitutions {
  return {
    ...optionSubstitutions(checked.options),
    ...nameSubstitutions(name),
    __Function__: fn.id,
    __Resource__: resourceOf(checked, template.survey)?.id ?? '',
    __Role__: role?.name ?? '',
    __visibility__: String(6 * timeoutOf(fn.properties)),
    ...replace,
  };
}

function fragmentText(context: ExtendContext, type: string, source: SamFragment): string {
  const path = typeof source === 'string' ? source : source.fragment;
  const text = templateText(context, `triggers/${type}/${path}`);
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

/** SAM gives events' routes to APIs of its own alone. */
const PLAIN_API = 'AWS::ApiGatewayV2::Api';

/** What a function needs to be given: SAM attaches no policy to a role that it does not make itself. */
function sourcesFor(
  context: ExtendContext,
  { kind, properties }: SamFunction,
  { trigger }: CheckedTrigger,
  { sam, cloudformation }: TriggerContribution,
  taken: string | undefined,
): readonly SamFragment[] {
  const attaches = cloudformation.some((each) =>
    fragmentText(context, trigger.id, each).includes('__Role__'),
  );
  const needsRole = attaches && properties.Role !== undefined;
  return kind === 'lambda' || needsRole || taken === PLAIN_API ? cloudformation : sam;
}

/** The role that policies are attached to; throws `refused` where they need one and the function names none. */
function neededRole(
  context: ExtendContext,
  { fn, template: { path, text } }: SamTarget,
  type: string,
  sources: readonly SamFragment[],
): SamRole | undefined {
  if (!sources.some((each) => fragmentText(context, type, each).includes('__Role__')))
    return undefined;
  const role = roleOf(fn, text);
  if (role) return role;
  throw refusal(`${fn.id} has no role that a policy could be attached to`, {
    at: { path, line: fn.line },
    hint: 'Give it a role of the template: Role: !GetAtt <Role>.Arn',
  });
}

/** A stream that is on keeps its view, for others read it; that of another stack is on. */
const withoutView = (
  sources: readonly SamFragment[],
  source: Node | undefined,
  parameter: string | undefined,
) =>
  source?.properties.streamView === undefined && !parameter
    ? sources
    : sources.filter((each) => each !== 'stream.yaml');

/** What a resource depends on by a DependsOn. */
const dependenciesOf = ({ edges }: Infrastructure, source: Node | undefined) =>
  edges.flatMap((edge) =>
    edge.kind === 'refers' && edge.through === 'dependsOn' && edge.from === source
      ? [edge.to.id]
      : [],
  );

/** What the function needs to be given for this source. */
function planned(
  context: ExtendContext,
  target: SamTarget,
  checked: CheckedTrigger,
  of: TriggerContribution,
) {
  const { fn, template } = target;
  const before = readSamInfrastructure(template.path, template.text);
  const node = (id: string | undefined) => before.nodes.find((each) => each.id === id);
  const taken = resourceOf(checked, template.survey);
  const source = node(taken?.id);
  const parameter = taken?.type === PARAMETER ? taken.id : undefined;
  const own = withoutView(sourcesFor(context, fn, checked, of, taken?.type), source, parameter);
  const { id: type } = checked.trigger;
  const makesQueues = own.some((each) =>
    fragmentText(context, type, each).includes('SqsManagedSse'),
  );
  const encryption = makesQueues ? encryptionFor(template.text, before, node(fn.id), type) : NONE;
  const sources = [
    ...own,
    ...keyFragments(before, node(fn.id), source, type),
    ...encryption.fragments,
  ];
  const role = neededRole(context, target, checked.trigger.id, sources);
  const hasForeignRole = role?.isForeign ?? false;
  const dependencies = dependenciesOf(before, source);
  return {
    sources,
    role,
    fn: node(fn.id),
    source,
    implied: before.implied,
    parameter,
    hasForeignRole,
    dependencies,
    encryption,
  };
}

/** Refuses what is only to be pasted, unless the template has it. */
function refuseByHand(
  context: ExtendContext,
  { template, fn }: SamTarget,
  { byHand }: TriggerContribution,
  sources: readonly SamFragment[],
  fragments: readonly string[],
): void {
  const pathOf = (source: SamFragment) => (typeof source === 'string' ? source : source.fragment);
  const n = byHand ? sources.findIndex((source) => pathOf(source) === byHand.fragment) : -1;
  if (!byHand || n < 0) return;
  throw notChanged(
    template.path,
    { reason: byHand.reason, line: fn.line },
    { hint: unwritten(byHand.hint), paste: joinedFragments(context, fragments) },
  );
}

/** The template with a fragment; where the editor cannot merge it, a rule may say why. */
function extended(staging: Staging, { template }: SamTarget, fragment: string): Edited {
  const { path, text } = template;
  const { sam } = staging.context.ports.editors;
  try {
    return edited(path, asStaged(staging, path), (now) => sam(now, fragment));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'refused')
      refuseFound(
        findingsOf(readSamInfrastructure(path, text), readSamInfrastructure(path, text, fragment)),
      );
    throw error;
  }
}

/** No expression of CloudFormation takes the last part of an ARN. */
const unsureRole = ({ fn, template }: SamTarget, role: SamRole | undefined) =>
  role?.isUnsure
    ? [
        `${template.path}:${fn.line}: the role of ${fn.id} is taken for one without a path; with a path, raise the index of Fn::Select.`,
      ]
    : [];

/** Stages a trigger's fragments in the function's template; throws `refused` when the editor does not dare. */
export function samStager(
  staging: Staging,
  target: SamTarget,
  checked: CheckedTrigger,
  contribution: TriggerContribution,
): StageAs {
  const { fn, template } = target;
  const { context } = staging;
  const plan = planned(context, target, checked, contribution);
  const { sources, role } = plan;
  return (ordinal) => {
    const name = prefix(fn.id, ordinal);
    const values = substitutions(target, checked, name, contribution, role);
    const isDependent = plan.dependencies.some((id) => id !== `${name.pascal}BucketQueuePolicy`);
    const fragments = sources.map((source) =>
      fittedFragment(substitute(fragmentText(context, checked.trigger.id, source), values), {
        ...plan,
        isDependent,
      }),
    );
    refuseByHand(context, target, contribution, sources, fragments);
    const usual = asUsual(joinedFragments(context, fragments), template.text);
    const fragment = encrypted(usual, plan.encryption, template.text);
    const after = extended(staging, target, fragment);
    const resource = values.__Resource__!;
    if (after.inserted.length === 0) return { ordinal, resource, isThere: true };
    const known = [fn.id, resource, ...SHARED];
    if (isTaken(fragment, template.survey.ids, known)) return undefined;
    refuseFull(template.path, after.text);
    stageEdited(staging, template.path, after);
    staging.warnings.push(...plan.encryption.warnings, ...unsureRole(target, role));
    return { ordinal, resource, isThere: false };
  };
}
