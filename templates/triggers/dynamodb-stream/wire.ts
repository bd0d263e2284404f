import { dynamoDBResponse, isDynamoDBEvent, parseDynamoDBEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isDynamoDBEvent(event)) {
    const batch = parseDynamoDBEvent(event);
    return dynamoDBResponse(batch, ({ keys }) => work(parseInput(keys)));
  }
}
