import type { Trigger } from '../../core/trigger.ts';
import { mapOf } from '../../editors/sam/model.ts';
import { match } from '../../infrastructure/match.ts';
import type { SamFunction, SamSurvey } from '../../infrastructure/sam/survey.ts';
import type { CheckedTrigger } from './request.ts';
import type { Candidate } from './trigger-target.ts';

/** A resource of a template that a trigger could take. */
export interface SamCandidate extends Candidate {
  readonly type: string;
}

/** Whether a function has events of the API that SAM makes for those which name none. */
const usesImplicit = ({ properties }: SamFunction) =>
  Object.values(mapOf(properties.Events)).some((event) => {
    const { Type, Properties } = mapOf(event);
    return Type === 'Api' && mapOf(Properties).RestApiId === undefined;
  });

/** The resource that SAM makes by itself, when functions of the template use it. */
export const implicitOf = ({ functions }: SamSurvey, { resource }: Trigger) =>
  functions.some(usesImplicit) ? resource?.implicit : undefined;

/** Resources of the template that a trigger could take. */
export function samCandidates(survey: SamSurvey, trigger: Trigger): readonly SamCandidate[] {
  const own = survey.resources
    .filter(({ type }) => trigger.resource?.types.includes(type))
    .map(({ id, type, line }) => ({
      id,
      type,
      names: [id],
      shown: `${id} (${type}, line ${line})`,
    }));
  const implicit = implicitOf(survey, trigger);
  if (!implicit) return own;
  const { id, type } = implicit;
  return [...own, { id, type, names: [id], shown: `${id} (${type})` }];
}

/** The resource of the template that the request names; throws `usage` when it has none such. */
export function resourceOf(
  { trigger, resource }: CheckedTrigger,
  survey: SamSurvey,
): SamCandidate | undefined {
  if (!resource || !trigger.resource) return undefined;
  const all = samCandidates(survey, trigger);
  return match(trigger.resource.option, resource, all, 'Give its logical id.');
}
