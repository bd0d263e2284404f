const pattern = (action: string) =>
  new RegExp(
    `^${action
      .replace(/[.+^$()|[\]\\{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );

/** Whether one of a policy's actions is `wanted`, or covers it by its wildcards. */
export const allows = (actions: readonly string[], wanted: string): boolean =>
  actions.some((action) => pattern(action).test(wanted));

/** Services that send to queues: a policy that lets them do everything lets nobody receive. */
const SENDERS = /^(sns|s3|events|scheduler|ses|iot|config|cloudwatch)\.amazonaws\.com$/;

export const isSender = (service: string) => SENDERS.test(service);

/** Whether somebody who may do `actions` on a queue receives its messages; of a sender, only if that is said. */
export const mayReceive = (actions: readonly string[], isOfSender = false): boolean =>
  allows(
    isOfSender ? actions.filter((action) => !/^(\*|sqs:\*)$/i.test(action)) : actions,
    'sqs:ReceiveMessage',
  );
