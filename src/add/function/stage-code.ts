import type { Name } from '../../core/names.ts';
import { folderOf, type ProjectPath, projectPath, withoutEnding } from '../../core/paths.ts';
import { inCase } from '../../host/code/file-case.ts';
import type { Layout } from '../../host/layout.ts';
import { addCode, addEvents, addTest, specifier, testPath } from '../code-files.ts';
import type { Staging } from '../staging.ts';

/** Where the code of a new function goes. */
export interface CodePlace {
  readonly name: Name;
  readonly file: ProjectPath;
  readonly exported: string;
  readonly layout: Layout;
}

/** What the test of a new handler is named after, as its sibling's is. */
function subjectOf({ context: { disk } }: Staging, { name, file, layout }: CodePlace): string {
  const [folder = '', base = ''] = withoutEnding(file).split('/').slice(-2);
  // A test in the handler's own folder is called as the handler is
  const isBeside = layout.tests === folderOf(file);
  if (layout.testSubject === 'file' || (!layout.testSubject && isBeside)) return base || folder;
  // A folder of several handlers may have a test of its name already
  const ofFolder = withoutEnding(testPath(layout, folder));
  const isTaken = disk.list(layout.tests).some((path) => withoutEnding(path) === ofFolder);
  return layout.testSubject === 'folder' && !isTaken ? folder : inCase(name.kebab, layout.testCase);
}

/** Stages a handler, its schema, its test and its events. */
export function stageCode(staging: Staging, place: CodePlace): void {
  const { name, file, exported, layout } = place;
  const folder = folderOf(file);
  const isOwn = folder.split('/').at(-2) === name.kebab;
  const base = inCase(isOwn ? 'schema' : `${name.kebab}-schema`, layout.fileCase);
  const schema = projectPath(`${folder}${base}.${layout.extension}`);
  const test = testPath(layout, subjectOf(staging, place));
  const named = { __handler__: exported, '__name-kebab__': name.kebab };
  addCode(staging, file, 'foreign/handler.ts', layout, {
    ...named,
    __schema__: specifier(file, schema, layout),
  });
  addCode(staging, schema, 'foreign/schema.ts', layout);
  addTest(staging, test, 'foreign/handler.test.ts', layout, {
    ...named,
    __module__: specifier(test, file, layout),
    __schema__: specifier(test, schema, layout),
  });
  addEvents(staging, 'foreign/events', name.kebab);
}
