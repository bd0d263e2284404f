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
  const reloaded = () => void response.write('event: reloaded\ndata: {}\n\n');
  const send = (type: string) => (value: unknown) =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify(value)}\n\n`);
  const idOf = (arn: string | undefined) => (arn ? (arnIds(dev.deployment).get(arn) ?? arn) : arn);
  const invocation = (each: Invocation) => {
    const made = shownInvocation(each);
    send('invocation')({ ...made, from: idOf(made.from) });
  };
  const execution = (each: Execution) => send('execution')(shownExecution(each));
  const pulse = ({ from, to, chain }: Pulse) => {
    const ids = arnIds(dev.deployment);
    send('pulse')({ from: ids.get(from) ?? from, to: ids.get(to) ?? to, chain });
  };
  activity.on('started', invocation).on('ended', invocation);
  activity.on('pulse', pulse).on('execution', execution).on('reloaded', reloaded);
  response.once('close', () => {
    activity.off('started', invocation).off('ended', invocation);
    activity.off('pulse', pulse).off('execution', execution).off('reloaded', reloaded);
  });
}
