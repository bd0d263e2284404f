import { refusedCall } from '../core/call-limits.ts';
import { parsedJson } from '../core/json-text.ts';
import type { Runtime } from '../core/runtime.ts';
import { type Call, errorReply, type Reply, type Service } from './call.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations/;

const answer = (status: number, body: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST', ...headers },
  body: Buffer.from(body),
});

const failed = { 'x-amz-function-error': 'Unhandled' };

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
const notJson = () =>
  errorReply('InvalidRequestContentException', 'Could not parse request body into json');

/** Lambda's own API: functions that call functions. */
export const lambdaService =
  (runtime: () => Runtime): Service =>
  async (call: Call) => {
    const reference = PATH.exec(call.url)?.[1];
    if (!reference || call.method !== 'POST')
      return errorReply('NotEmulated', 'Only Invoke of Lambda is emulated locally', 501);
    const fn = runtime().find(decodeURIComponent(reference));
    if (!fn)
      return errorReply('ResourceNotFoundException', `Function not found: ${reference}`, 404);
    const { activity, pool } = runtime();
    const cause = activity.causedBy(pool.invocationIn(call.accessKeyId), 'lambda');
    const event = call.body.toString('utf8') || '{}';
    if (parsedJson(event) === undefined) return notJson();
    if (call.headers['x-amz-invocation-type'] === 'DryRun') return answer(204, '');
    if (call.headers['x-amz-invocation-type'] === 'Event') {
      void runtime()
        .invokeLater(fn, event, { ...cause, kind: 'async' })
        .catch((error: Error) => activity.notice(error.message));
      return answer(202, '');
    }
    const refused = refusedCall(fn, event);
    if (refused) return errorReply(refused.errorType, refused.errorMessage, refused.status);
    const { result, error } = await runtime().invoke(fn, event, cause);
    return error ? answer(200, JSON.stringify(error), failed) : answer(200, result ?? 'null');
  };
