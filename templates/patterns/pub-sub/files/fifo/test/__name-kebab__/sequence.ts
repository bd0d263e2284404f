/** What keeps an order's events in sequence, and drops the second of one id. */
export const sequence = (orderId: string, id: string) => ({
  MessageGroupId: orderId,
  MessageDeduplicationId: id,
});
