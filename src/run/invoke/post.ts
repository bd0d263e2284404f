import { type IncomingMessage, request } from 'node:http';
import { refusal } from '../../core/errors.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  return { status: response.statusCode!, body };
}

/**
 * Posts JSON and waits for the answer, however long that takes: `fetch` gives up after five minutes. Undefined where
 * nothing listens; throws `refused` where no answer comes.
 */
export const post = (url: string, body: object): Promise<Answer | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(refusal(`dev did not answer: ${error.message}`, { cause: error }));
    };
    request(url, { method: 'POST', headers })
      .once('response', (response) => void answerOf(response).then(resolve, failed))
      .once('error', failed)
      .end(JSON.stringify(body));
  });
