import { dynamoDBStreamResponse, isDynamoDBStreamEvent, parseDynamoDBStreamEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isDynamoDBStreamEvent(event)) {
    const batch = parseDynamoDBStreamEvent(event);
    return dynamoDBStreamResponse(batch, ({ keys }) => work(parseInput(keys)));
  }
}
