import { describe } from 'vitest';
import { convertingPorts } from '../../src/cli/generate/conversion.ts';
import { addPorts, createPorts } from '../../src/cli/ports.ts';
import { kindOfPattern } from '../../src/core/additions.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { testPair, testPattern } from './laws.ts';

const add = {
  cdk: await convertingPorts(await addPorts('cdk'), 'cdk'),
  sam: await convertingPorts(await addPorts('sam'), 'sam'),
};
const portSets = { create: await createPorts(), add };
const patterns = [...portSets.create.registry.patterns.values()];

for (const pattern of patterns) testPattern(pattern, portSets);

describe('every ordered pair', () => {
  const isOnce = ({ id }: Pattern) => kindOfPattern(id) === 'option';
  for (const a of patterns)
    for (const b of patterns) if (a !== b || !isOnce(a)) testPair(a, b, portSets);
});
