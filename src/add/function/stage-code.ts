import type { Name } from '../../core/names.ts';
import { folderOf, type ProjectPath, projectPath } from '../../core/paths.ts';
import type { Layout } from '../../host/layout.ts';
import { addCode, addEvents, addTest, specifier } from '../code-files.ts';
import type { Staging } from '../staging.ts';

/** Where the code of a new function goes. */
export interface CodePlace {
  readonly name: Name;
  readonly file: ProjectPath;
  readonly exported: string;
  readonly layout: Layout;
}

/** Stages a handler, its schema, its test and its events. */
export function stageCode(staging: Staging, { name, file, exported, layout }: CodePlace): void {
  const folder = folderOf(file);
  const own = folder.split('/').at(-2) === name.kebab ? '' : `${name.kebab}-`;
  const schema = projectPath(`${folder}${own}schema.${layout.extension}`);
  // A test in the handler's own folder is called as the handler is
  const subject =
    layout.tests === folder ? file.slice(folder.length).replace(/\.\w+$/, '') : name.kebab;
  const test = projectPath(`${layout.tests}${subject}${layout.testEnding}.${layout.extension}`);
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
