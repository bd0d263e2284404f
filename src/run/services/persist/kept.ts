import { join } from 'node:path';
import { KeptMessages } from './kept-messages.ts';
import { KeptObjects } from './kept-objects.ts';

/** The folder that keeps data for the next run; empty if nothing is kept. */
export interface Kept {
  readonly tables?: string;
  readonly parameters?: string;
  readonly secrets?: string;
  /** A folder for each database. */
  readonly databases?: string;
  readonly objects?: KeptObjects;
  readonly messages?: KeptMessages;
}

/** What `--persist` does not keep. */
export const NOT_KEPT =
  'mail, events on their way, executions of state machines, tags and older versions of objects';

export const keptIn = (folder: string | undefined): Kept =>
  folder === undefined
    ? {}
    : {
        tables: join(folder, 'tables'),
        parameters: join(folder, 'parameters.json'),
        secrets: join(folder, 'secrets.json'),
        databases: join(folder, 'databases'),
        objects: new KeptObjects(join(folder, 'buckets')),
        messages: new KeptMessages(join(folder, 'queues')),
      };
