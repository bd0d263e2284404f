import { Project, ts } from 'ts-morph';

export interface Edited {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const OPTIONS: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
};

/** A program over texts that stand in no folder, but see the packages of this one. */
function programOf(texts: ReadonlyMap<string, string>): ts.Program {
  const project = new Project({ compilerOptions: OPTIONS });
  for (const [path, text] of texts) project.createSourceFile(path, text);
  return project.getProgram().compilerObject as ts.Program;
}

function errorsIn(program: ts.Program, path: string): readonly string[] {
  const file = program.getSourceFile(path)!;
  return program
    .getSemanticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** The type errors that came with the edits: those that the text before did not have as often. */
export function newTypeErrors(folder: string, edited: readonly Edited[]): readonly string[] {
  const path = ({ name }: Edited, when: string, n: number) => `${folder}/${n}/${when}/${name}`;
  const texts = edited.flatMap((each, n): [string, string][] => [
    [path(each, 'before', n), each.before],
    [path(each, 'after', n), each.after],
  ]);
  const program = programOf(new Map(texts));
  return edited.flatMap((each, n) => {
    const old = [...errorsIn(program, path(each, 'before', n))];
    return errorsIn(program, path(each, 'after', n)).flatMap((error) => {
      const known = old.indexOf(error);
      if (known >= 0) old.splice(known, 1);
      return known >= 0 ? [] : [`${each.name}: ${error}`];
    });
  });
}
