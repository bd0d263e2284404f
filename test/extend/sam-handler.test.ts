import { expect, it } from 'vitest';
import { findSibling } from '../../src/add/function/sam-sibling.ts';
import { handlerFile } from '../../src/infrastructure/sam/handler.ts';
import { mainTemplate } from '../../src/infrastructure/sam/templates.ts';
import { projectDisk } from '../../src/io/list-files.ts';
import { temporaryFolder } from '../support/folders.ts';

const template = (code: string) => `Resources:
  HelloFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: ${code}
      Handler: hello.handler
Transform: AWS::Serverless-2016-10-31
`;

// On a real disk, for there a file is no folder
const diskWith = (code: string) =>
  projectDisk(temporaryFolder({ 'template.yaml': template(code), [code]: 'of one function' }));

it.each([
  ['src/hello.zip', undefined],
  ['src/hello.jar', undefined],
  ['src/hello.py', undefined],
  ['src/hello.js', 'src/hello.js'],
  ['./src/hello.mts', 'src/hello.mts'],
])('knows the handler of a function whose code is the file %s', (code, expected) => {
  const disk = diskWith(code);
  const main = mainTemplate(disk, undefined);
  expect(handlerFile(disk, main, main.survey.functions[0]!)).toBe(expected);
});

it.each(['src/hello.zip', 'src/hello.js'])('writes no function beside the file %s', (code) => {
  const disk = diskWith(code);
  expect(findSibling(disk, mainTemplate(disk, undefined))).toBeUndefined();
});

const shared = (properties: string) => `Shared: &all
  Runtime: nodejs22.x
  CodeUri: src
  Handler: &handler hello.handler
Resources:
  HelloFunction:
    Type: AWS::Serverless::Function
    Properties: ${properties}
Transform: AWS::Serverless-2016-10-31
`;

it.each([
  ['all of its properties', '*all'],
  ['a merge key', '\n      <<: *all'],
  ['one of them', '\n      CodeUri: src\n      Handler: *handler'],
])('knows the handler of a function that has %s from an anchor', (_, properties) => {
  const files = { 'template.yaml': shared(properties), 'src/hello.mjs': 'export {};' };
  const disk = projectDisk(temporaryFolder(files));
  const main = mainTemplate(disk, undefined);
  expect(handlerFile(disk, main, main.survey.functions[0]!)).toBe('src/hello.mjs');
});
