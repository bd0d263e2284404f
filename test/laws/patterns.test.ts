import { describe } from 'vitest';
import { addWorkshop, createWorkshop } from '../../src/cli/workshop.ts';
import { kindOfPattern } from '../../src/core/additions.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { testPair, testPattern } from './laws.ts';

const add = { cdk: await addWorkshop('cdk'), sam: await addWorkshop('sam') };
const workshops = { create: await createWorkshop(), add };
const patterns = [...workshops.create.registry.patterns.values()];

for (const pattern of patterns) testPattern(pattern, workshops);

describe('every ordered pair', () => {
  const isOnce = ({ id }: Pattern) => kindOfPattern(id) === 'option';
  for (const a of patterns)
    for (const b of patterns) if (a !== b || !isOnce(a)) testPair(a, b, workshops);
});
