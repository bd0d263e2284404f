import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseTemplate } from '../../src/infrastructure/resolve/template.ts';
import { parsedTemplate } from '../../src/run/project/parsed-template.ts';
import { temporaryFolder } from '../support/folders.ts';

const template = (name: string) => `Parameters: {A: {Type: String, Default: '1'}}
Resources:
  Queue: &q {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '\${A}-${name}', DelaySeconds: 1.5, Tags: ~, Policy: {Version: 2012-10-17}}}
  Other: *q
${'# a comment that makes it large\n'.repeat(200)}`;

it('parses a text once, and another one anew', () => {
  const folder = temporaryFolder();
  const parse = (text: string, path = 'template.yaml') => parsedTemplate(text, path, folder);
  const expected = parseTemplate(template('one'));
  expect(parse(template('one'))).toEqual(expected);
  const [name] = readdirSync(folder);
  const file = join(folder, name!);
  const marked = readFileSync(file, 'utf8').replaceAll('AWS::SQS::Queue', 'kept');
  writeFileSync(file, marked);
  expect(JSON.stringify(parse(template('one')))).toContain('kept');
  expect(parse(template('two'))).toEqual(parseTemplate(template('two')));
  expect(parse(template('one'))).toEqual(expected);
  expect(readdirSync(folder)).toHaveLength(1);
});

it('parses what is small, cannot be read, or was kept by half', () => {
  const folder = temporaryFolder();
  expect(parsedTemplate('Resources: {}', 'a', folder)).toEqual(parseTemplate('Resources: {}'));
  const bad = `${template('one')}  : [`;
  expect(parsedTemplate(bad, 'a', folder)).toHaveProperty('reason');
  expect(readdirSync(folder)).toEqual([]);
  parsedTemplate(template('one'), 'a', folder);
  writeFileSync(join(folder, readdirSync(folder)[0]!), '{"hash"');
  expect(parsedTemplate(template('one'), 'a', folder)).toEqual(parseTemplate(template('one')));
});
