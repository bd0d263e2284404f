import { DATABASE } from '../additions.ts';
import { refusal, unwritten } from '../errors.ts';
import { MANIFEST } from '../manifest.ts';
import type { Instance } from '../project.ts';
import type { Choice } from './plan-conversion.ts';

/** Where an instance may keep its items, as its option `store` says. */
export type Store = 'dynamodb' | 'postgres';

const SHOWN: Readonly<Record<Store, string>> = {
  dynamodb: 'a DynamoDB table',
  postgres: 'PostgreSQL',
};

/** The instances that keep items in that store. */
export const keptIn = (instances: readonly Instance[], store: Store): readonly Instance[] =>
  instances.filter(({ options }) => options.store === store);

/** Another store for the items of all instances that keep some. Throws `refused` where none does. */
export const storeChoice = (store: Store): Choice => ({
  name: DATABASE,
  of({ project, instances }) {
    if (!instances.some(({ options }) => options.store))
      throw refusal('The database is for the items of a REST API, and the project has none', {
        hint: unwritten('Add one: lambda-gen add pattern rest-api <name> --store postgres'),
      });
    if (instances.every(({ options }) => !options.store || options.store === store))
      return `REST APIs keep their items in ${SHOWN[store]} already (${MANIFEST})`;
    const moved = (each: Instance) =>
      each.options.store ? { ...each, options: { ...each.options, store } } : each;
    return { project, instances: instances.map(moved) };
  },
});
