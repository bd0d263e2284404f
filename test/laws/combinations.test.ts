import { describe, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { PAIRS, titleOf } from '../support/combinations.ts';
import { combinationLaw } from './combination-law.ts';

describe.each(IACS)('as %s', (iac) => {
  it.each(PAIRS.map((each) => [titleOf(each), each] as const))(
    '%s: the options come one by one, and go',
    (_, combination) => combinationLaw(combination, iac),
  );
});
