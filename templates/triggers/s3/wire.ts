import { isS3Event, parseS3Event, s3Response } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isS3Event(event)) {
    const batch = parseS3Event(event);
    return s3Response(batch, ({ key }) => work(parseInput({ id: key })));
  }
}
