import { expect, test } from 'vitest';
import { load, ofType } from '../support/template.ts';

const LAYER = '__layer__';

const functions = ofType<{ Layers?: string[] }>(await load(), 'AWS::Lambda::Function');

test('every function has the layer, and at most five', () => {
  for (const [id, { Layers = [] }] of Object.entries(functions)) {
    expect(Layers, id).toContain(LAYER);
    expect(Layers.length, id).toBeLessThanOrEqual(5);
  }
});
