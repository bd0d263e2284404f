import { DATABASE, PACKAGE } from '../../core/additions.ts';
import type { Store } from '../../core/convert/database.ts';
import type { Project } from '../../core/project.ts';
import type { AddFlags } from './add/add-instance.ts';
import { changeStore } from './database.ts';
import { changePackageType } from './package-type.ts';

/** What `add option` and `remove option` do for a choice for the whole project. */
interface ProjectChange {
  set(dir: string, value: string, args: AddFlags): Promise<void>;
  unset(dir: string, args: AddFlags): Promise<void>;
}

/** By the id of each option of `PROJECT_OPTIONS`. */
export const PROJECT_CHANGES: Readonly<Record<string, ProjectChange>> = {
  [PACKAGE]: {
    set: (dir, type, args) => changePackageType(dir, type as Project['packageType'], args),
    unset: (dir, args) => changePackageType(dir, 'zip', args),
  },
  [DATABASE]: {
    set: (dir, store, args) => changeStore(dir, store as Store, args),
    unset: (dir, args) => changeStore(dir, 'dynamodb', args),
  },
};
