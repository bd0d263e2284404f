import { expect, test } from 'vitest';
import { load } from '../support/template.ts';

const { LayerShared } = await load();

test('the layer fits the functions, and its versions are kept', () => {
  expect(LayerShared).toEqual({
    Type: 'AWS::Serverless::LayerVersion',
    Metadata: { BuildMethod: 'nodejs24.x', BuildArchitecture: 'arm64' },
    Properties: {
      LayerName: 'AWS::StackName-shared',
      ContentUri: 'layers/shared',
      CompatibleRuntimes: ['nodejs24.x'],
      CompatibleArchitectures: ['arm64'],
      RetentionPolicy: 'Retain',
    },
  });
});
