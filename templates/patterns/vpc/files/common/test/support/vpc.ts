import { ofType, type Template } from './template.ts';

interface Fn {
  Environment?: { Variables?: object };
}

/** The functions in the VPC. What reaches the database over HTTPS, as migrations do, is outside. */
export const functionsInside = <T>(template: Template) =>
  Object.values(ofType<Fn & T>(template, 'AWS::Lambda::Function')).filter(
    ({ Environment }) => !('DATABASE_ARN' in (Environment?.Variables ?? {})),
  );
