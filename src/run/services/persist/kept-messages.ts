import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Queue } from '../../../infrastructure/resolve/deployment.ts';
import type { Outgoing, Sqs } from '../messaging/sqs.ts';
import { readJson, replaceFile } from './file-map.ts';

/** Messages of queues, from the end of one run to the start of the next. */
export class KeptMessages {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #file = ({ name }: Queue) => join(this.#folder, `${name}.json`);

  async write(sqs: Sqs, queues: readonly Queue[]): Promise<void> {
    for (const queue of queues) {
      const messages = await sqs.messages(queue.arn);
      if (messages.length > 0) replaceFile(this.#file(queue), JSON.stringify(messages, null, 2));
    }
  }

  /** Sends what was kept, and forgets it: a run that is killed would send it again. */
  async restore(sqs: Sqs, queues: readonly Queue[]): Promise<void> {
    for (const queue of queues) {
      const file = this.#file(queue);
      for (const message of readJson<Outgoing[]>(file) ?? []) await sqs.send(queue.arn, message);
      rmSync(file, { force: true });
    }
  }
}
