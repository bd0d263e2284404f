import { describe, expect, it } from 'vitest';
import { IACS, type Iac } from '../../src/core/project.ts';
import { modelOf } from '../../src/editors/sam/model.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import { addInstance, addTrigger, after, type Host, ownHost, read } from '../support/extend.ts';
import { patternIds, triggers } from '../support/triggers.ts';

type Step = (host: Host) => Host;

const NAMES: Readonly<Record<string, string>> = { 'user-auth': 'users', function: 'resize' };

const pattern =
  (id: string): Step =>
  (host) =>
    after(host, addInstance(host, { pattern: id, name: NAMES[id] ?? `own-${id}` }));

const POOL: Readonly<Record<Iac, string>> = { cdk: 'users', sam: 'UsersUserPool' };

const trigger =
  (id: string): Step =>
  (host) => {
    const pool = { pool: POOL[host.form], operation: 'custom-message' };
    return after(host, addTrigger(host, 'resize', id, id === 'cognito' ? pool : {}));
  };

/** What others stand on: the function that the triggers are of, and the pool that rest-api takes when there is one. */
const FIRST = ['user-auth', 'function'];
const LATER = patternIds.filter((id) => !FIRST.includes(id));
const TRIGGERS = triggers.map(({ id }) => id);

/** Patterns first, then triggers; and the last trigger first, a pattern behind each of them. */
const ORDERS: readonly (readonly Step[])[] = [
  [...FIRST, ...LATER].map(pattern).concat(TRIGGERS.map(trigger)),
  [
    ...FIRST.toReversed().map(pattern),
    ...TRIGGERS.toReversed().flatMap((id, n) => {
      const next = LATER.toReversed()[n];
      return [trigger(id), ...(next ? [pattern(next)] : [])];
    }),
    ...LATER.toReversed().slice(TRIGGERS.length).map(pattern),
  ],
];

/** Files that several contributors have a part in: what comes first stands first. */
const SHARED =
  /^(README\.md|lambda-app\.json|docs\/operations\.md|package\.json|template\.yaml|infra\/(app|stack|resize)\.ts)$/;

const isModule = (path: string) => /^infra\/.*\.ts$/.test(path);

/** Every construct that the app makes, with the module that makes it. */
const constructsIn = ({ files }: Host) =>
  [...files]
    .filter(([path]) => isModule(path))
    .flatMap(([path, text]) =>
      (text.match(/new [\w.]+\((this|scope|stack|app),\s*['`][^'`]*['`]/g) ?? []).map(
        (made) => `${path}: ${made.replace(/\s+/g, ' ')}`,
      ),
    )
    .sort();

function templateOf(host: Host) {
  const source = readSource(read(host, 'template.yaml'));
  if ('reason' in source) throw new Error(source.reason);
  return modelOf(source.root);
}

const owned = ({ files }: Host) =>
  Object.fromEntries([...files].filter(([path]) => !SHARED.test(path)).sort());

/** What was there for development stays there when it is needed for production too. */
const dependenciesOf = (host: Host) => {
  const { dependencies, devDependencies, scripts } = JSON.parse(read(host, 'package.json'));
  return { dependencies, devDependencies: { ...devDependencies, ...dependencies }, scripts };
};

describe.each(IACS)('all patterns and all triggers, one after another, as %s', (form) => {
  const [one, other] = ORDERS.map((steps) =>
    steps.reduce((host, step) => step(host), ownHost(form, [])),
  ) as [Host, Host];

  it('are all there', () => {
    const { instances, additions } = JSON.parse(read(one, 'lambda-app.json'));
    expect(instances).toHaveLength(FIRST.length + LATER.length);
    expect(additions).toHaveLength(TRIGGERS.length);
  });

  it('are the same files in either order', () => {
    expect([...other.files.keys()].sort()).toEqual([...one.files.keys()].sort());
    expect(owned(other)).toEqual(owned(one));
    expect(dependenciesOf(other)).toEqual(dependenciesOf(one));
  });

  it('are the same resources in either order', () => {
    if (form === 'sam') return expect(templateOf(other)).toEqual(templateOf(one));
    expect(constructsIn(one).length).toBeGreaterThan(50);
    return expect(constructsIn(other)).toEqual(constructsIn(one));
  });
});
