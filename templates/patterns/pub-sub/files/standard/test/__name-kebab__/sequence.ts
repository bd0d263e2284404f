/** Nothing: this topic keeps no sequence. */
export const sequence = (_orderId: string, _id: string) => ({});
