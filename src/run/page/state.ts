import { notEmulatedIn } from '../dev/not-emulated.ts';
import { casesOf } from '../invoke/sample-event.ts';
import type { PageContext } from './context.ts';
import { drawn } from './picture.ts';
import { arnIds, pictureOf } from './picture-model.ts';
import { shownExecution, shownInvocation } from './shown.ts';

/** Queues that something sends its failures to. */
function deadLetterArns({ dev }: PageContext): ReadonlySet<string> {
  const { queues, subscriptions, functions } = dev.deployment;
  return new Set(
    [
      ...queues.map(({ redrive }) => redrive?.deadLetterArn),
      ...subscriptions.map(({ deadLetterArn }) => deadLetterArn),
      ...functions.map(({ asynchronous }) => asynchronous.onFailure ?? asynchronous.deadLetters),
    ].filter((arn) => arn !== undefined),
  );
}

/** All that the page shows when it opens. */
export function stateOf(context: PageContext) {
  const { dev, root } = context;
  const { deployment, session } = dev;
  const dead = deadLetterArns(context);
  const ids = arnIds(deployment);
  const shown = (id: string | undefined) => (id === undefined ? undefined : (ids.get(id) ?? id));
  return {
    project: root.split(/[\\/]/).at(-1),
    picture: drawn(pictureOf(deployment)),
    apis: dev.apis,
    functions: deployment.functions.map((fn) => ({
      id: fn.id,
      timeoutSeconds: fn.timeoutSeconds,
      memoryMb: fn.memoryMb,
      runtime: fn.runtime,
      samples: [...casesOf(root, fn)].map(([name, path]) => ({ name, path })),
    })),
    queues: deployment.queues.map(({ id, arn }) => ({ id, isDead: dead.has(arn) })),
    topics: deployment.topics.map(({ id }) => id),
    tables: deployment.tables.map(({ id }) => id),
    buckets: deployment.buckets.map(({ id }) => id),
    schedules: deployment.schedules.map(({ id, expression, timezone, isEnabled }) => ({
      id,
      expression,
      timezone,
      isEnabled,
    })),
    machines: deployment.stateMachines.map(({ id }) => id),
    hasMail: session.local.mail.isAvailable,
    notEmulated: notEmulatedIn(dev),
    invocations: session.activity.invocations().map((each) => {
      const made = shownInvocation(each);
      return { ...made, from: shown(made.from) };
    }),
    executions: session.activity.executions().map(shownExecution),
  };
}
