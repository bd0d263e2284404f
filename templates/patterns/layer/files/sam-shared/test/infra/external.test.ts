import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { load, ofType } from '../support/template.ts';

const { dependencies } = JSON.parse(readFileSync('layers/shared/package.json', 'utf8'));
const EXTERNAL = Object.keys(dependencies);

const template = await load();

test('no function has in its bundle what is in the layer', () => {
  for (const id of Object.keys(ofType(template, 'AWS::Lambda::Function'))) {
    expect(template[id]?.Metadata?.BuildProperties?.External, id).toEqual(EXTERNAL);
  }
});
