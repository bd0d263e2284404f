import { describe, expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { type Store, storeChoice } from '../../src/core/convert/database.ts';
import { planConversion } from '../../src/core/convert/plan-conversion.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import type { InstanceRequest } from '../../src/core/fold/resolve.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { memoryDisk } from '../../src/core/tree/memory.ts';
import { addTrigger, after, bytes, type Host, kitOf, read } from '../support/extend.ts';

const create = await createPorts();

/** The same project with each store: its REST APIs are those with an option in it. */
function made(form: Iac, store: Store, instances: readonly InstanceRequest[]): Host {
  const stored = instances.map((each) =>
    each.options ? { ...each, options: { ...each.options, store } } : each,
  );
  const plan = planCreate(
    { project: sampleProject(form), instances: stored },
    memoryDisk(new Map()),
    create,
  );
  return after({ form, files: new Map() }, plan);
}

function moved(host: Host, store: Store): Host {
  const { ports, disk } = kitOf(host);
  return after(host, planConversion(storeChoice(store), disk, ports));
}

const api = (name: string, options: Record<string, string> = {}): InstanceRequest => ({
  pattern: 'rest-api',
  name,
  options,
});

/** The entries of a template stay where they are: a VPC that came behind does not move. */
function unordered(host: Host): object {
  const { 'template.yaml': template = '', ...files } = bytes(host);
  const entries = template.split(/^(?= {2}\w)/m).map((each) => each.trim());
  return { ...files, entries: entries.sort() };
}

describe.each(IACS)('where items are kept changes in a project as %s', (form) => {
  it.each<[string, readonly InstanceRequest[]]>([
    ['one API', [api('items')]],
    [
      'two APIs of different kinds',
      [api('orders', { auth: 'iam' }), api('items', { api: 'rest' })],
    ],
    ['other users of DynamoDB', [{ pattern: 'pub-sub' }, api('items'), { pattern: 'workflow' }]],
    ['what comes later', [api('items'), { pattern: 'pub-sub' }]],
    ['options', [api('items'), { pattern: 'dashboard' }, { pattern: 'layer' }]],
  ])('to what is created with it, and back: %s', (_, instances) => {
    const [table, database] = [
      made(form, 'dynamodb', instances),
      made(form, 'postgres', instances),
    ];
    expect(bytes(moved(table, 'postgres'))).toEqual(bytes(database));
    expect(bytes(moved(database, 'dynamodb'))).toEqual(bytes(table));
  });

  it('in a VPC, which comes first from then on', () => {
    const instances = [api('items'), { pattern: 'vpc' }, { pattern: 'pub-sub' }];
    const database = made(form, 'postgres', instances);
    const later = moved(made(form, 'dynamodb', instances), 'postgres');
    expect(unordered(later)).toEqual(unordered(database));
    const [items, vpc, other] = instances as [InstanceRequest, InstanceRequest, InstanceRequest];
    const table = made(form, 'dynamodb', [vpc, items, other]);
    expect(bytes(moved(database, 'dynamodb'))).toEqual(bytes(table));
  });

  it('beside a trigger', () => {
    const instances = [api('items'), { pattern: 'function' }];
    const [table, database] = (['dynamodb', 'postgres'] as const).map((store) => {
      const host = made(form, store, instances);
      return after(host, addTrigger(host, 'my-function', 'sqs'));
    }) as [Host, Host];
    expect(bytes(moved(table, 'postgres'))).toEqual(bytes(database));
    expect(bytes(moved(database, 'dynamodb'))).toEqual(bytes(table));
  });

  it('around what is the user’s', () => {
    const table = made(form, 'dynamodb', [api('items')]);
    const path = 'src/items/repository.ts';
    const own = { form, files: new Map([...table.files, [path, `// Mine\n${read(table, path)}`]]) };
    const database = moved(own, 'postgres');
    expect(read(database, path)).toMatch(/^\/\/ Mine\n.*INSERT INTO/s);
    expect(bytes(moved(database, 'dynamodb'))).toEqual(bytes(own));
  });

  it('is refused beside an option that does not go with it', () => {
    const project = made(form, 'dynamodb', [api('items'), { pattern: 'deploy' }]);
    expect(() => moved(project, 'postgres')).toThrow(/the migrations of items/);
  });
});
