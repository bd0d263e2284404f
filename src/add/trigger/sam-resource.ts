import { usageError } from '../../core/errors.ts';
import type { ImplicitResource, Trigger } from '../../core/trigger.ts';
import { mapOf } from '../../editors/sam/model.ts';
import { match } from '../../infrastructure/match.ts';
import type { SamFunction, SamSurvey } from '../../infrastructure/sam/survey.ts';
import type { CheckedTrigger } from './request.ts';
import type { Candidate } from './trigger-target.ts';

/** A resource of a template that a trigger could take. */
export interface SamCandidate extends Candidate {
  readonly type: string;
}

/** Whether a function has events for which SAM makes this resource. */
const uses = ({ properties }: SamFunction, { event, property }: ImplicitResource) =>
  Object.values(mapOf(properties.Events)).some((each) => {
    const { Type, Properties } = mapOf(each);
    return Type === event && mapOf(Properties)[property] === undefined;
  });

/** The resources that SAM makes by itself, when functions of the template use them. */
const implicitOf = ({ functions }: SamSurvey, { resource }: Trigger) =>
  (resource?.implicit ?? []).filter((each) => functions.some((fn) => uses(fn, each)));

/** The only resource that the template's functions use without a name for it. */
export function onlyImplicit(survey: SamSurvey, trigger: Trigger): string | undefined {
  const [first, second] = implicitOf(survey, trigger);
  return second ? undefined : first?.id;
}

/** Resources of the template that a trigger could take. */
export function samCandidates(survey: SamSurvey, trigger: Trigger): readonly SamCandidate[] {
  const own = survey.resources
    .filter(({ type }) => trigger.resource?.types.includes(type))
    .map(({ id, type, line }) => ({ id, type, shown: `${id} (${type}, line ${line})` }));
  const implicit = implicitOf(survey, trigger).map(({ id, type }) => ({
    id,
    type,
    shown: `${id} (${type})`,
  }));
  return [...own, ...implicit].map((each) => ({ ...each, names: [each.id] }));
}

/** The type of what another stack makes, and a parameter names. */
export const PARAMETER = 'parameter';

/** Parameters that hold one text. */
const TEXT = /^(String|AWS::SSM::Parameter::Value<String>)$/;

/** A parameter that gives the ARN or the name of a resource of another stack. */
function parameterOf(survey: SamSurvey, { trigger, resource }: CheckedTrigger) {
  const found = survey.parameters.find(({ id, type }) => id === resource && TEXT.test(type));
  if (!found || !trigger.resource?.isByValue) return undefined;
  const { id, line } = found;
  return { id, type: PARAMETER, names: [id], shown: `${id} (a parameter, line ${line})` };
}

/** Refuses a resource of another type with a message of its own: `AWS::Serverless::SimpleTable` has no stream. */
function refuseOther(survey: SamSurvey, { trigger, resource }: CheckedTrigger): void {
  const { types, option } = trigger.resource!;
  const other = survey.resources.find(({ id }) => id === resource);
  if (!other || types.includes(other.type)) return;
  throw usageError(
    `${other.id} is an ${other.type} (line ${other.line}): ${trigger.id} cannot take it`,
    `--${option} takes an ${types.join(' or an ')}.`,
  );
}

/** The resource of the template that the request names; throws `usage` when it has none such. */
export function resourceOf(checked: CheckedTrigger, survey: SamSurvey): SamCandidate | undefined {
  const { trigger, resource } = checked;
  if (!resource || !trigger.resource) return undefined;
  const parameter = parameterOf(survey, checked);
  if (parameter) return parameter;
  refuseOther(survey, checked);
  const all = samCandidates(survey, trigger);
  return match(trigger.resource.option, resource, all, 'Give its logical id.');
}
