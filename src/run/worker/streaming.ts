import { PassThrough, type Writable } from 'node:stream';

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const METADATA = Symbol('metadata of the response');

type Streaming = (event: unknown, stream: Writable, context: object) => unknown;

interface WithMetadata extends PassThrough {
  [METADATA]?: object;
}

/** The global that response streaming needs in the Node.js runtime of Lambda. */
export function installStreaming(): void {
  const own = {
    streamifyResponse: (handler: Streaming) => Object.assign(handler, { [STREAMING]: 'response' }),
    HttpResponseStream: {
      from: (stream: WithMetadata, metadata: object) =>
        Object.assign(stream, { [METADATA]: metadata }),
    },
  };
  const global = globalThis as { awslambda?: object };
  global.awslambda = { ...global.awslambda, ...own };
}

export const isStreaming = (handler: unknown) =>
  Boolean((handler as { [STREAMING]?: string })[STREAMING]);

/** Resolves to what was streamed, as the response of a function URL. */
export async function runStreaming(
  handler: unknown,
  event: unknown,
  context: object,
): Promise<unknown> {
  const stream: WithMetadata = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve);
    stream.once('error', reject);
  });
  await (handler as Streaming)(event, stream, context);
  if (!stream.writableEnded) stream.end();
  await ended;
  const body = Buffer.concat(chunks).toString('base64');
  return { statusCode: 200, ...stream[METADATA], body, isBase64Encoded: true };
}
