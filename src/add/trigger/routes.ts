import { usageError } from '../../core/errors.ts';
import type { OptionValues } from '../../core/options.ts';
import { type ModelMap, mapOf } from '../../editors/sam/model.ts';
import type { SamSurvey } from '../../infrastructure/sam/survey.ts';

const routeOf = ({ Path, Method }: ModelMap) =>
  `${String(Method ?? 'any').toUpperCase()} ${String(Path ?? '/$default')}`;

const apiOf = ({ ApiId, RestApiId }: ModelMap) => mapOf(ApiId ?? RestApiId).Ref;

/** Refuses a route that leads to a function of the same API already: no such template could be deployed. */
export function refuseRoute(
  { functions }: SamSurvey,
  { method = '', path = '' }: OptionValues,
  api: string | undefined,
): void {
  const route = `${method.toUpperCase()} ${path}`;
  for (const { id, properties, line } of functions) {
    const events = Object.values(mapOf(properties.Events)).map((event) =>
      mapOf(mapOf(event).Properties),
    );
    if (events.some((each) => routeOf(each) === route && apiOf(each) === api))
      throw usageError(
        `${route} leads to ${id} already (line ${line})`,
        'Give another --method, --path or --api.',
      );
  }
}
