import { Stack } from 'aws-cdk-lib';

export class Host extends Stack {}
