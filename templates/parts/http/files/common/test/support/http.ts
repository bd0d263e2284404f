export { context, logged } from './lambda.ts';
