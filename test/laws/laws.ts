import { describe, expect, it } from 'vitest';
import { kindOfPattern } from '../../src/core/additions.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { planAdd } from '../../src/core/fold/plan-add.ts';
import { defaultContext, type InstanceRequest } from '../../src/core/fold/resolve.ts';
import { defaultOf, type OptionValues } from '../../src/core/options.ts';
import type { Context, Pattern } from '../../src/core/pattern.ts';
import type { Ports } from '../../src/core/ports.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import type { Edit } from '../../src/core/tree/text-edit.ts';

/** The two lengths at which code that holds a name wraps differently, if it does at all. */
export const NAMES = ['abc', 'customer-notification-dispatch'] as const;

/** The name of an instance: an option has its own. */
export const nameOf = (pattern: string, name: string) =>
  kindOfPattern(pattern) === 'option' ? pattern : name;

/** The quick editors of a new project, and the parsers' of a standing one. */
export interface PortSets {
  readonly create: Ports;
  readonly add: Readonly<Record<Iac, Ports>>;
}

function created(ports: Ports, iac: Iac, instances: readonly InstanceRequest[]): Files {
  const plan = planCreate({ project: sampleProject(iac), instances }, memoryDisk(new Map()), ports);
  return committed(new Map(), plan);
}

/** By their requests, for most projects are the start of many laws. */
const standing = new Map<string, Files>();

/** The project of one instance, made once. */
function createdOnce({ create }: PortSets, iac: Iac, instance: InstanceRequest): Files {
  const key = JSON.stringify([iac, instance]);
  const files = standing.get(key) ?? created(create, iac, [instance]);
  standing.set(key, files);
  return files;
}

/** Every combination of a pattern's choices; texts keep their default. */
export function variants(pattern: Pattern): readonly OptionValues[] {
  return Object.entries(pattern.options).reduce<OptionValues[]>(
    (all, [key, option]) => {
      const values = option.kind === 'choice' ? option.choices : [defaultOf(option)];
      return all.flatMap((one) => values.map((value) => ({ ...one, [key]: value })));
    },
    [{}],
  );
}

/** An editor that writes down every edit it makes. */
function recording(ports: Ports, edits: Edit[]): Ports {
  const note = (edit: Edit) => {
    edits.push(edit);
    return edit;
  };
  const { packageJson, sam, cdk } = ports.editors;
  const editors = {
    packageJson: (...args: Parameters<typeof packageJson>) => note(packageJson(...args)),
    sam: (...args: Parameters<typeof sam>) => note(sam(...args)),
    cdk: (...args: Parameters<typeof cdk>) => note(cdk(...args)),
  };
  return { ...ports, editors };
}

/** Law 1: a project created with A and B is the one created with A to which B is added, byte for byte. */
function foldLaw(portSets: PortSets, iac: Iac, a: InstanceRequest, b: InstanceRequest): void {
  const whole = created(portSets.create, iac, [a, b]);
  const first = createdOnce(portSets, iac, a);
  const both = committed(first, planAdd(b, memoryDisk(first), portSets.add[iac]));
  expect(Object.fromEntries(both)).toEqual(Object.fromEntries(whole));
}

/** Law 2: adding what is there changes nothing and says so. */
function idempotenceLaw(portSets: PortSets, iac: Iac, a: InstanceRequest): void {
  const plan = planAdd(a, memoryDisk(createdOnce(portSets, iac, a)), portSets.add[iac]);
  expect(plan.changes).toEqual([]);
  expect(plan.notices).toHaveLength(1);
}

/** Law 5: a standing file changes by insertions alone. */
function localityLaw(portSets: PortSets, iac: Iac, a: InstanceRequest, b: InstanceRequest): void {
  const edits: Edit[] = [];
  planAdd(b, memoryDisk(createdOnce(portSets, iac, a)), recording(portSets.add[iac], edits));
  const changed = edits.flatMap((edit) => (edit.status === 'edited' ? edit.edits : []));
  expect(changed.length).toBeGreaterThan(0);
  for (const { start, end } of changed) expect(end).toBe(start);
}

/** The same request gives the same bytes, and no template's sentinel is left in them. */
function determinismLaw(portSets: PortSets, iac: Iac, a: InstanceRequest): void {
  const files = createdOnce(portSets, iac, a);
  expect(created(portSets.create, iac, [a])).toEqual(files);
  for (const [path, text] of files) {
    expect(`${path}\n${text}`).not.toMatch(
      /__(name|Name|NAME|name-kebab|app-kebab|region|run|Users)__/,
    );
    expect(text.endsWith('\n') && !text.includes('\r'), path).toBe(true);
  }
}

/** What comes first or next: an option is there once. */
const anotherOf = ({ id }: Pattern): InstanceRequest =>
  kindOfPattern(id) === 'option'
    ? { pattern: 'function', name: 'another' }
    : { pattern: id, name: 'another' };

function lawsOfName(pattern: Pattern, portSets: PortSets, iac: Iac, name: string): void {
  const request = { pattern: pattern.id, name: nameOf(pattern.id, name) };
  const other = anotherOf(pattern);
  it('creates and adds the same bytes (fold)', () => foldLaw(portSets, iac, request, other));
  it('adds nothing twice (idempotence)', () => idempotenceLaw(portSets, iac, request));
  it('only inserts (locality)', () => {
    localityLaw(portSets, iac, request, other);
    // What publishes functions replaces text, too
    if (!pattern.isPublishing) localityLaw(portSets, iac, other, request);
  });
  for (const options of variants(pattern))
    it(`is deterministic with ${JSON.stringify(options)}`, () =>
      determinismLaw(portSets, iac, { ...request, options }));
}

/** Declares every law for one pattern, in both forms of infrastructure, with a short and a long name. */
export function testPattern(pattern: Pattern, portSets: PortSets): void {
  for (const iac of IACS)
    for (const name of kindOfPattern(pattern.id) === 'option' ? [pattern.id] : NAMES)
      describe(`${pattern.id} as ${iac}, named ${name}`, () =>
        lawsOfName(pattern, portSets, iac, name));
}

const contextBehind = (a: Pattern, b: Pattern, iac: Iac): Context => ({
  ...defaultContext(b),
  project: sampleProject(iac),
  others: [{ name: a.id, pattern: a.id, options: {} }],
});

/** A project that cannot have B is refused it when it is created as when it is there. */
function refusalLaw(portSets: PortSets, iac: Iac, a: InstanceRequest, b: InstanceRequest): void {
  const refused = /^This project cannot have/;
  expect(() => created(portSets.create, iac, [a, b])).toThrow(refused);
  const first = memoryDisk(createdOnce(portSets, iac, a));
  expect(() => planAdd(b, first, portSets.add[iac])).toThrow(refused);
}

/** Declares the fold law for an ordered pair of patterns. */
export function testPair(a: Pattern, b: Pattern, portSets: PortSets): void {
  const [one, two] = [a, b].map(({ id }, i) => ({ pattern: id, name: nameOf(id, `own-${i}`) }));
  for (const iac of IACS)
    it(`${a.id}, then ${b.id}, as ${iac} (fold)`, () => {
      const law = b.problem?.(contextBehind(a, b, iac)) ? refusalLaw : foldLaw;
      law(portSets, iac, one!, two!);
    });
}
