import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { AppStack } from './stack.ts';

export const app = new App();
const stage: string = app.node.tryGetContext('stage') ?? 'dev';
if (!['dev', 'prod'].includes(stage)) throw new Error(`There is no stage "${stage}"`);

new AppStack(app, `__app-kebab__-${stage}`, {
  env: { region: '__region__' },
  terminationProtection: stage === 'prod',
});

Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
