import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { type Model, mapOf } from '../editors/sam/model.ts';
import {
  type Entry,
  entriesOf,
  propertiesAt,
  propertyLines,
} from '../infrastructure/sam/entries.ts';
import { type SamFunction, surveySam } from '../infrastructure/sam/survey.ts';

/** Where a property is written, and what it says. */
interface Written {
  readonly at: readonly string[];
  readonly value: Model | undefined;
}

/** What the resources of a template usually have of a property. */
export interface Usual {
  /** Where one of them has it. */
  readonly at: readonly string[];
  readonly value: Model;
  /** As our fragments have them: from the sixth column on. */
  readonly lines: string;
}

/** More than half. */
const MOST = 0.5;
/** How many have to use one key before a new resource does. */
const NEARLY_ALL = 0.75;

function usual(text: string, property: string, all: readonly Written[], share: number) {
  const having = all.filter(({ value }) => value !== undefined);
  const isUsual = ({ value }: Written) =>
    having.filter((other) => isDeepStrictEqual(other.value, value)).length > share * all.length;
  const one = having.find(isUsual);
  if (!one) return undefined;
  const lines = stringify({ [property]: one.value })
    .trimEnd()
    .replace(/^/gm, '      ');
  return { at: one.at, value: one.value!, lines: propertyLines(text, one.at, property) ?? lines };
}

const ofType = (text: string, type: string, property: string): readonly Written[] =>
  entriesOf(text)
    .filter(({ section, model }) => section === 'Resources' && model.Type === type)
    .map(({ id, model }: Entry) => ({
      at: propertiesAt(id),
      value: mapOf(model.Properties)[property],
    }));

/** The roles that SAM makes of functions have what those say, or `Globals`. */
function ofFunction({ id, own, properties }: SamFunction): Written {
  const isOwn = own.PermissionsBoundary !== undefined;
  return {
    at: isOwn ? propertiesAt(id) : ['Globals', 'Function'],
    value: properties.PermissionsBoundary,
  };
}

/** The permissions boundary that more than half of a template's roles have. */
export function usualBoundary(text: string): Usual | undefined {
  if (!text.includes('PermissionsBoundary')) return undefined;
  const survey = surveySam(text);
  const functions = 'reason' in survey ? [] : survey.functions;
  const made = functions.filter(({ kind, own }) => kind === 'serverless' && own.Role === undefined);
  const roles = [...ofType(text, 'AWS::IAM::Role', 'PermissionsBoundary'), ...made.map(ofFunction)];
  return usual(text, 'PermissionsBoundary', roles, MOST);
}

/** The actions that more than half of a template's alarms have. */
const usualActions = (text: string) =>
  text.includes('AlarmActions')
    ? usual(text, 'AlarmActions', ofType(text, 'AWS::CloudWatch::Alarm', 'AlarmActions'), MOST)
    : undefined;

/** The property of a type that names its key. */
export const KEY_OF: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'KmsMasterKeyId',
  'AWS::SNS::Topic': 'KmsMasterKeyId',
  'AWS::Logs::LogGroup': 'KmsKeyId',
};

/** The key that nearly all resources of a type use; one alone says nothing about others. */
export function usualKey(text: string, type: string): Usual | undefined {
  const property = KEY_OF[type];
  if (!property || !text.includes(property)) return undefined;
  const all = ofType(text, type, property);
  return all.length > 1 ? usual(text, property, all, NEARLY_ALL) : undefined;
}

/** A fragment whose new resources of a type have a property, unless they say it themselves. */
export function withProperty(fragment: string, type: string, property: string, lines: string) {
  const head = new RegExp(
    `(\\n {4}Type: ${type}\\n(?: {4}(?!Properties:).*\\n)* {4}Properties:\\n)(?!(?: {6}.*\\n)*? {6}${property}:)`,
    'g',
  );
  const bare = new RegExp(`(\\n {4}Type: ${type}\\n(?: {4}(?! |Properties:).*\\n)*)(?! {4})`, 'g');
  return fragment
    .replace(head, (found) => `${found}${lines}\n`)
    .replace(bare, (found) => `${found}    Properties:\n${lines}\n`);
}

/** A fragment whose alarms and roles have what most of the template's have. */
export function asUsual(fragment: string, template: string): string {
  const has = (type: string) => fragment.includes(`Type: ${type}\n`);
  const actions = has('AWS::CloudWatch::Alarm') ? usualActions(template) : undefined;
  const boundary = has('AWS::IAM::Role') ? usualBoundary(template) : undefined;
  const acting = actions
    ? withProperty(fragment, 'AWS::CloudWatch::Alarm', 'AlarmActions', actions.lines)
    : fragment;
  return boundary
    ? withProperty(acting, 'AWS::IAM::Role', 'PermissionsBoundary', boundary.lines)
    : acting;
}
