import type { AddedTrigger, Addition } from './additions.ts';
import type { Name } from './names.ts';
import type { ConstructOp, Description, Part, Pattern } from './pattern.ts';
import type { Instance } from './project.ts';
import type { Recorder } from './record.ts';
import type { ChangeSet } from './tree/change-set.ts';
import type { Edit } from './tree/text-edit.ts';
import type { Disk } from './tree/tree.ts';
import type { Trigger } from './trigger.ts';

/** The shipped templates: texts by their path under the templates folder. */
export interface Templates {
  /** Every file below a folder, by its path relative to it; empty where there is no such folder. */
  files(folder: string): ReadonlyMap<string, string>;
  /** One file's text; undefined where there is none. */
  read(path: string): string | undefined;
  /** The tokens of a template of code, as one text that names are put into as into the template; undefined where none are known. */
  tokens(template: string): string | undefined;
}

/** The contributors that a plan may call. */
export interface Registry {
  readonly base: Part;
  readonly patterns: ReadonlyMap<string, Pattern>;
  readonly parts: ReadonlyMap<string, Part>;
  /** What an existing project may have been given; creating one needs none. */
  readonly triggers?: ReadonlyMap<string, Trigger>;
}

/** What a package.json is to have; what it has already stays as it is. */
export interface PackageAdditions {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

/** Stateless editors: text in, edit out. */
export interface Editors {
  packageJson(text: string, additions: PackageAdditions): Edit;
  /** `behind` names the resource after which new ones are inserted. */
  sam(text: string, fragment: string, behind?: string): Edit;
  cdk(text: string, op: ConstructOp): Edit;
}

/** An instance with all that derived documents need of it. */
export interface Described {
  readonly instance: Instance;
  readonly name: Name;
  readonly pattern: Pattern;
  readonly description: Description;
  /** The pattern's own prose, rendered: by document ("doc", "operations"). */
  readonly prose: Readonly<Record<ProseDocument, string>>;
}

export type ProseDocument = 'doc' | 'operations';

/** Renders a handlebars text: strict, so that a missing value is an error and not a hole. */
export type RenderProse = (template: string, data: object) => string;

/** The text between the two markers of each derived document, by its path. `parts`: what parts say of operations. */
export type Derive = (
  instances: readonly Described[],
  additions: readonly Addition[],
  parts: readonly string[],
  region: string,
) => Readonly<Record<string, string>>;

/** Where a text is not as it was made: its line, what is found there, and what belongs there. */
export interface NotMerged {
  readonly line: number;
  readonly found: string;
  readonly paste: string;
}

export type Merged = { readonly text: string } | NotMerged;

/** What a project is converted with. */
export interface Conversion {
  /** `ours` with the changes from `base` to `theirs`. */
  merge(base: string, ours: string, theirs: string): Merged;
  /** Plans a trigger again, in a project that is made anew. */
  addTrigger(disk: Disk, trigger: AddedTrigger): Pick<ChangeSet, 'changes'>;
}

/** All that a plan needs from outside of the core. */
export interface Ports {
  readonly templates: Templates;
  readonly registry: Registry;
  readonly editors: Editors;
  readonly renderProse: RenderProse;
  readonly derive: Derive;
  /** What an edit has inserted, as the manifest keeps it. */
  readonly record: Recorder;
  /** A hash of a file that is created, which a formatter does not change; `tokens` are those of its text, where they are known. */
  readonly hash: (path: string, text: string, tokens?: string) => string;
  /** Whether a file is as it was made, but for what a formatter changes. Hashes of schema 1 are of lines. */
  readonly isAsMade: (path: string, text: string, hash: string) => boolean;
  /** Where a command converts projects. */
  readonly conversion?: Conversion;
  /** Of create-lambda-app. */
  readonly version: string;
}
