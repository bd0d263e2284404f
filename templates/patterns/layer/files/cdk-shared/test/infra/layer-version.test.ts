import { expect, test } from 'vitest';
import { load } from '../support/template.ts';

const { LayerShared } = await load();

test('the layer fits the functions, and its versions are kept', () => {
  expect(LayerShared).toMatchObject({
    Type: 'AWS::Lambda::LayerVersion',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      LayerName: 'AWS::StackName-shared',
      CompatibleRuntimes: ['nodejs24.x'],
      CompatibleArchitectures: ['arm64'],
    },
  });
});
