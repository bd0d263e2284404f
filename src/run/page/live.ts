import type { ServerResponse } from 'node:http';
import type { Execution, Invocation, Pulse } from '../core/activity.ts';
import type { PageContext } from './context.ts';
import { SECURITY } from './guard.ts';
import { arnIds } from './picture-model.ts';
import { shownExecution, shownInvocation } from './shown.ts';

/** Keeps a response open and writes each event to it. */
export function follow({ dev }: PageContext, response: ServerResponse): void {
  const { activity } = dev.session;
  response.writeHead(200, { ...SECURITY, 'content-type': 'text/event-stream' });
  response.write('retry: 1000\n\n');
  const send = (type: string) => (value: unknown) =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify(value)}\n\n`);
  const invocation = (each: Invocation) => send('invocation')(shownInvocation(each));
  const execution = (each: Execution) => send('execution')(shownExecution(each));
  const pulse = ({ from, to, chain }: Pulse) => {
    const ids = arnIds(dev.deployment);
    send('pulse')({ from: ids.get(from) ?? from, to: ids.get(to) ?? to, chain });
  };
  activity.on('started', invocation).on('ended', invocation);
  activity.on('pulse', pulse).on('execution', execution);
  response.once('close', () => {
    activity.off('started', invocation).off('ended', invocation);
    activity.off('pulse', pulse).off('execution', execution);
  });
}
