import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { AppStack } from './stack.ts';
import { stageOf } from './stage.ts';

export const app = new App();
const stage = stageOf(app);

new AppStack(app, `__app-kebab__-${stage.name}`, {
  env: { region: '__region__' },
  terminationProtection: stage.isProtected,
});

Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
