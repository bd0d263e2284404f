import { DATABASE } from '../../core/additions.ts';
import { keptIn, type Store, storeChoice } from '../../core/convert/database.ts';
import { readManifest } from '../../core/fold/pipeline.ts';
import type { Instance } from '../../core/project.ts';
import { projectDisk } from '../../io/list-files.ts';
import { canAsk } from '../ask/asking.ts';
import { type AddFlags, executeAdd } from './add/add-instance.ts';
import { comparing } from './comparing.ts';
import { conversionPlan } from './conversion.ts';

const named = (instances: readonly Instance[]) => instances.map(({ name }) => name).join(', ');

/** What becomes of the items, by the store that they are in. */
const LEFT: Readonly<Record<Store, (names: string) => string>> = {
  dynamodb: (names) =>
    `No items are moved: after the next deployment, ${names} starts without any. That deployment takes the DynamoDB table out of the stack; in every stage, the table stays in the account with its items, unless its removal policy was changed. Copy the items, then delete it.`,
  postgres: (names) =>
    `No items are moved: after the next deployment, ${names} starts without any. That deployment takes the database out of the stack. In prod, deletion protection keeps it in the account, with its items; in other stages, it is deleted, and a snapshot of it stays, unless its removal policy was changed.`,
};

const OTHER = { dynamodb: 'postgres', postgres: 'dynamodb' } as const;

/** Keeps the items of REST APIs in another store. */
export async function changeStore(dir: string, store: Store, args: AddFlags): Promise<void> {
  const disk = projectDisk(dir);
  const plan = await conversionPlan(storeChoice(store), disk);
  const { refuseUsed } = await import('../../remove/refuse-used.ts');
  refuseUsed(DATABASE, plan, disk, comparing.ports);
  const before = keptIn(readManifest(disk).instances, store).map(({ name }) => name);
  const moved = keptIn(plan.manifest.instances, store).filter(({ name }) => !before.includes(name));
  const warnings = plan.changes.length > 0 ? [LEFT[OTHER[store]](named(moved))] : [];
  const confirm = args.confirm || (canAsk(args) && warnings.length > 0);
  await executeAdd(dir, plan, { ...args, confirm }, { warnings });
}
