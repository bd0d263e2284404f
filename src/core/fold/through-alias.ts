import type { Project } from '../project.ts';

const isFunctionIn = (text: string, id: string) =>
  new RegExp(`^ {2}${id}:\\n {4}Type: AWS::Serverless::Function$`, 'm').test(text);

/**
 * A fragment of a project that publishes its functions: what invokes a function names its alias. What makes a stack
 * (`ServiceToken`) runs the code that comes with it. `host` has the functions that are there already.
 */
export function throughAlias({ alias }: Project, fragment: string, host: string): string {
  if (alias === undefined) return fragment;
  const ofAlias = (whole: string, before: string, id: string) =>
    isFunctionIn(fragment, id) || isFunctionIn(host, id) ? `${before}!Ref ${id}.Alias` : whole;
  return fragment
    .replace(/^((?! +ServiceToken:).*)!GetAtt (\w+)\.Arn$/gm, ofAlias)
    .replace(/^( +FunctionName: )!Ref (\w+)$(?!\n +Qualifier:)/gm, ofAlias)
    .replace(
      /^( {4}Type: AWS::Lambda::EventInvokeConfig\n)( {4}Properties:\n {6}FunctionName: !Ref (\w+)\n {6}Qualifier: )\$LATEST$/gm,
      `$1    DependsOn: $3Alias${alias}\n$2${alias}`,
    );
}
