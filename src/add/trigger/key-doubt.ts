/** What who sends to an encrypted queue does with its key. */
export const USED = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Services that send to the new queues of a trigger, by the trigger. */
export const SENDERS: Readonly<Record<string, string>> = {
  s3: 's3.amazonaws.com',
  sns: 'sns.amazonaws.com',
  eventbridge: 'events.amazonaws.com',
};

/** What has to be said of the key of the other queues, where its policy is not known to let a service use it. */
export const keyDoubt = (key: string, service: string, isUsed: boolean) =>
  `the new queues are ${isUsed ? '' : 'not '}encrypted with ${key}, as the others are: its policy has to allow ${service} ${USED.join(' and ')}`;
