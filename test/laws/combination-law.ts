import { expect } from 'vitest';
import { optionsAsked } from '../../src/cli/create/option-flags.ts';
import { createPorts } from '../../src/cli/ports.ts';
import { storeChoice } from '../../src/core/convert/database.ts';
import { packageTypeChoice } from '../../src/core/convert/package-type.ts';
import { planConversion } from '../../src/core/convert/plan-conversion.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import type { Iac } from '../../src/core/project.ts';
import { memoryDisk } from '../../src/core/tree/memory.ts';
import { CHOICES, type Choice, type Combination, requestOf } from '../support/combinations.ts';
import { addInstance, after, bytes, type Host, kitOf, removeNamed } from '../support/extend.ts';

const create = await createPorts();

function created(combination: Combination, form: Iac): Host {
  const plan = planCreate(requestOf(combination, form), memoryDisk(new Map()), create);
  return after({ form, files: new Map() }, plan);
}

type Conversion = ReturnType<typeof storeChoice>;

/** The choices that change all of a project: there, and gone. */
const CONVERSIONS: Partial<Record<Choice, readonly [Conversion, Conversion]>> = {
  database: [storeChoice('postgres'), storeChoice('dynamodb')],
  image: [packageTypeChoice('image'), packageTypeChoice('zip')],
};

function converted(host: Host, conversion: Conversion): Host {
  const { ports, disk } = kitOf(host);
  return after(host, planConversion(conversion, disk, ports));
}

const instanceOf = (choice: Choice) => optionsAsked({ ...CHOICES[choice] } as object)[0]!;

function added(host: Host, choice: Choice): Host {
  const [to] = CONVERSIONS[choice] ?? [];
  return to ? converted(host, to) : after(host, addInstance(host, instanceOf(choice)));
}

function removed(host: Host, choice: Choice): Host {
  const [, back] = CONVERSIONS[choice] ?? [];
  return back
    ? converted(host, back)
    : after(host, removeNamed(host, instanceOf(choice).pattern, { as: 'option' }));
}

/** In the order in which a new project has them. */
function inOrder({ patterns, choices }: Combination): readonly Choice[] {
  const order = requestOf({ patterns, choices }, 'cdk').instances.map(({ pattern }) => pattern);
  const placeOf = (choice: Choice) =>
    CONVERSIONS[choice] ? order.length : order.indexOf(instanceOf(choice).pattern);
  return [...choices].sort((a, b) => placeOf(a) - placeOf(b));
}

/** By the lines of each file: a VPC comes first from when a database is in it, and stays there. */
const unordered = ({ files }: Host) =>
  Object.fromEntries(
    [...files].map(([path, text]) => [
      path,
      text
        .replaceAll(/,$/gm, '')
        .replaceAll(/,"before":"[^"]*"(?=}$)/gm, '')
        .split('\n')
        .sort(),
    ]),
  );

/** The options of a combination come one by one as in a new project, and each gives back what was there when it goes. */
export function combinationLaw(combination: Combination, form: Iac): void {
  const choices = inOrder(combination);
  const hosts = [created({ ...combination, choices: [] }, form)];
  for (const choice of choices) hosts.push(added(hosts.at(-1)!, choice));
  const isMoved = choices.includes('database') && choices.includes('existing');
  const shown = isMoved ? unordered : bytes;
  expect(shown(hosts.at(-1)!)).toEqual(shown(created(combination, form)));
  for (const choice of choices.toReversed()) {
    const before = removed(hosts.pop()!, choice);
    expect(shown(before), choice).toEqual(shown(hosts.at(-1)!));
  }
}
