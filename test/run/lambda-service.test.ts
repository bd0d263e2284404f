import { expect, it, onTestFinished, vi } from 'vitest';
import { Activity } from '../../src/run/core/activity.ts';
import type { Runtime } from '../../src/run/core/runtime.ts';
import { shownInvocation } from '../../src/run/page/shown.ts';
import { ownCall } from '../../src/run/services/call.ts';
import { lambdaService } from '../../src/run/services/lambda.ts';

const runtime = (more: object) =>
  Object.assign(
    {
      find: () => ({ id: 'F' }),
      activity: new Activity(),
      pool: { invocationIn: () => undefined },
      invoke: async () => ({ result: '1' }),
    },
    more,
  ) as unknown as Runtime;

const call = (body: string, type = 'RequestResponse', more: object = {}) =>
  lambdaService(() => runtime(more))({
    ...ownCall('lambda', '', {}, 'us-east-1'),
    url: '/2015-03-31/functions/F/invocations',
    headers: { 'x-amz-invocation-type': type },
    body: Buffer.from(body),
  });

it.each(['RequestResponse', 'Event', 'DryRun'])(
  '%s refuses a payload that is no JSON',
  async (type) => {
    const invoked = vi.fn();
    const { status, headers } = await call('{"n":', type, {
      invoke: invoked,
      invokeLater: invoked,
    });
    expect([status, headers['x-amzn-errortype']]).toEqual([400, 'InvalidRequestContentException']);
    expect(invoked).not.toHaveBeenCalled();
  },
);

it('takes no payload for an empty event', async () => {
  expect((await call('')).status).toBe(200);
});

it('an asynchronous invocation that cannot be run is a notice', async () => {
  const activity = new Activity();
  const notices: string[] = [];
  activity.on('notice', (text) => notices.push(text));
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));
  const invokeLater = () => Promise.reject(new Error('broken'));
  expect((await call('{}', 'Event', { activity, invokeLater })).status).toBe(202);
  await vi.waitFor(() => expect(notices).toEqual(['broken']));
  expect(unhandled).not.toHaveBeenCalled();
});

it('an event or a result that is no JSON is shown as text', () => {
  const outcome = { result: 'streamed', timedOut: false, logs: [], durationMs: 1 };
  const invocation = { id: 'i', functionId: 'F', cause: { kind: 'x', chain: 'c' }, startedAt: 0 };
  const shown = shownInvocation({ ...invocation, event: '{"n":', outcome });
  expect(shown).toMatchObject({ event: '{"n":', result: 'streamed' });
});
