import type { ModelMap } from '../../editors/sam/model.ts';
import { textOf } from '../../infrastructure/resolve/read/values.ts';
import { hooksOf } from '../code/code-store.ts';
import { isTarget } from '../core/targets.ts';
import { unsupported } from '../services/states/definition.ts';
import { hasSource } from '../sources/mappings.ts';
import { scheduleProblem } from '../sources/schedule-problem.ts';
import type { Dev } from './dev.ts';

/** What of the functions cannot be run here. */
const otherRuntimes = ({ deployment }: Dev): readonly string[] =>
  deployment.functions.flatMap(({ id, runtime, code }) => {
    if (code.kind === 'missing') return [`${id}: ${code.reason}`];
    const isRun = code.kind === 'image' || runtime.startsWith('nodejs');
    return isRun ? [] : [`${id}: its runtime is ${runtime}`];
  });

/** A bundle lacks what these commands put beside it. */
const hooks = ({ deployment, session }: Dev): readonly string[] =>
  deployment.functions.flatMap((fn) =>
    hooksOf(fn, session.root).map((command) => `${fn.id}: its bundling does not run: ${command}`),
  );

/** APIs whose definition is in a form that is not read, such as a transform's. */
const withoutRoutes = ({ deployment }: Dev): readonly string[] =>
  deployment.apis
    .filter(({ routes }) => routes.length === 0)
    .map(({ id }) => `${id}: its routes cannot be read from its definition`);

const isMock = (integration: ModelMap) =>
  textOf(integration.Type ?? integration.type)?.toUpperCase() === 'MOCK';

/** Routes that the gateway answers with 501. */
const otherIntegrations = ({ deployment }: Dev): readonly string[] =>
  deployment.apis.flatMap(({ id, routes }) =>
    routes
      .filter(({ integration }) => integration && !isMock(integration))
      .map(({ method, path }) => `${id}: ${method} ${path} is not integrated with a function`),
  );

/** Schedules that fire from the page alone. */
const neverDue = ({ deployment }: Dev): readonly string[] =>
  deployment.schedules.flatMap((schedule) => {
    const problem = scheduleProblem(schedule);
    return problem ? [`${schedule.id}: it does not fire by time: ${problem}`] : [];
  });

const withoutSource = ({ deployment }: Dev): readonly string[] =>
  deployment.mappings
    .filter((mapping) => mapping.isEnabled && !hasSource(mapping, deployment))
    .map(({ id, sourceArn }) => `${id}: events of ${sourceArn} have no local source`);

/** Targets of rules and schedules, and destinations of functions and mappings. */
function unknownTargets({ deployment }: Dev): readonly string[] {
  const { rules, schedules, functions, mappings } = deployment;
  const all = [
    ...[...rules, ...schedules].flatMap(({ id, targets }) => targets.map(({ arn }) => [id, arn])),
    ...functions.flatMap(({ id, asynchronous: { onSuccess, onFailure, deadLetters } }) =>
      [onSuccess, onFailure, deadLetters].map((arn) => [id, arn]),
    ),
    ...mappings.map(({ id, onFailure }) => [id, onFailure]),
  ];
  return all.flatMap(([id, arn]) =>
    arn === undefined || isTarget(arn) ? [] : [`${id}: nothing is sent to ${arn}`],
  );
}

const notInterpreted = ({ deployment }: Dev): readonly string[] =>
  deployment.stateMachines.flatMap(({ id, definition }) => {
    const reason = unsupported(definition);
    return reason ? [`${id}: ${reason}`] : [];
  });

/** All that a run has no local counterpart of, each once. */
export function notEmulatedIn(dev: Dev): readonly string[] {
  const { missing } = dev.session.local;
  return [
    ...missing.map(({ services, command }) => `${services}. To add it: ${command}`),
    ...dev.deployment.notEmulated.map(({ id, type, reason }) => `${id} (${type}): ${reason}`),
    ...otherRuntimes(dev),
    ...hooks(dev),
    ...withoutRoutes(dev),
    ...otherIntegrations(dev),
    ...withoutSource(dev),
    ...unknownTargets(dev),
    ...neverDue(dev),
    ...notInterpreted(dev),
  ];
}
