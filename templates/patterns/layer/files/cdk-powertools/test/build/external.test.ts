import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { Layer } from '../../infra/layer.ts';

const EXTERNAL = ['__external__'];

test('no function has in its bundle what is in the layer', () => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }));
  new Layer(stack, 'Layer');
  expect(stack.node.tryGetContext('externalModules')).toEqual(EXTERNAL);
});
