import { describe } from 'vitest';
import { addWorkshop, createWorkshop } from '../../src/cli/workshop.ts';
import { testPair, testPattern } from './laws.ts';

const add = { cdk: await addWorkshop('cdk'), sam: await addWorkshop('sam') };
const workshops = { create: await createWorkshop(), add };
const patterns = [...workshops.create.registry.patterns.values()];

for (const pattern of patterns) testPattern(pattern, workshops);

describe('every ordered pair', () => {
  for (const a of patterns) for (const b of patterns) testPair(a, b, workshops);
});
