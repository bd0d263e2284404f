import type { TriggerContext } from '../../../src/core/trigger.ts';

/** Types and constructs that are REST APIs. */
export const REST_TYPES = ['AWS::Serverless::Api', 'AWS::ApiGateway::RestApi'] as const;
export const REST_CONSTRUCTS = ['RestApi', 'LambdaRestApi', 'SpecRestApi'] as const;

/** The API of events of type Api that name none: SAM makes it by itself. */
export const IMPLICIT_REST = {
  id: 'ServerlessRestApi',
  type: 'AWS::Serverless::Api (implicit)',
  event: 'Api',
  property: 'RestApiId',
};

/** Lines that go when nobody has to sign. */
export const REST_UNSIGNED = {
  ', {\n    authorizationType: apigateway.AuthorizationType.IAM,\n  }': '',
};

export const isRest = ({ resourceType = '' }: Pick<TriggerContext, 'resourceType'>) =>
  [...REST_TYPES, ...REST_CONSTRUCTS, IMPLICIT_REST.type].some((type) => type === resourceType);

const pascal = (segment: string) =>
  segment.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string = '') => next.toUpperCase());

/** A placeholder for a segment of the path: a segment may look like one of them. */
const placeholder = (n: number) => `__segment-${n}__`;

/** The path's resources as plain CloudFormation has them, one a segment, what refers to the last, and the segments. */
export function resourcesOf(path: string) {
  const segments = path.split('/').filter(Boolean);
  const parent = (n: number) =>
    n === 0 ? '!GetAtt __Resource__.RootResourceId' : `!Ref ${idOf(segments, n - 1)}`;
  const lines = segments.map((_, n) =>
    [
      `  ${idOf(segments, n)}:`,
      '    Type: AWS::ApiGateway::Resource',
      '    Properties:',
      '      RestApiId: !Ref __Resource__',
      `      ParentId: ${parent(n)}`,
      `      PathPart: '${placeholder(n)}'`,
    ].join('\n'),
  );
  const values = Object.fromEntries(segments.map((segment, n) => [placeholder(n), segment]));
  return { lines: lines.join('\n'), leaf: parent(segments.length), values };
}

const idOf = (segments: readonly string[], n: number) =>
  `__Name__${segments
    .slice(0, n + 1)
    .map((segment) => pascal(`-${segment}`))
    .join('')}Resource`;
