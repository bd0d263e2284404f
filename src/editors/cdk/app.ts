import type { ConstructOp } from '../../core/pattern.ts';
import { clashIn, type FileAnchors, type NoAnchors, statementEditor } from './syntax/file.ts';

type AppOp = ConstructOp & { readonly app: string };

/** Where the app's module takes an import, and the statements behind its imports. */
interface AppAnchors extends FileAnchors {
  readonly statements: readonly string[];
}

export type LocateApp = (text: string) => AppAnchors | NoAnchors;

/** An editor that gives the app's module one import, and at its end the statement that makes a pattern's own stacks. */
export const cdkAppEditor = statementEditor<AppAnchors, AppOp>({
  of: ({ app }) => app,
  isThere: ({ statements }, { app }) => statements.includes(app),
  clash: clashIn,
  place: (text) => [text.trimEnd().length, ''],
  isSound: (before, after, { app }) =>
    after.statements.join('\n') === [...before.statements, app].join('\n'),
});
