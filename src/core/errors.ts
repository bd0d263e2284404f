/** A place in a file: 1-based line. */
export interface Location {
  readonly path: string;
  readonly line?: number;
}

/** usage: the command is wrong (exit 2). refused: the project does not allow it (exit 1). bug: ours (exit 70). */
export type ErrorKind = 'usage' | 'refused' | 'bug';

export interface ErrorDetails {
  /** What the user should do next. */
  readonly hint?: string | undefined;
  readonly at?: Location;
  /** Lines to paste by hand where the tool will not edit. */
  readonly paste?: string;
  /** What the user could have meant, and the flag that says it: in a terminal it is asked for. */
  readonly choices?: Choices;
  /** The rule that refuses: a row of docs/rules.md. */
  readonly rule?: string;
  readonly cause?: unknown;
}

export interface Choices {
  readonly flag: string;
  readonly values: readonly string[];
}

/** Every error that a user is meant to read: the message says what and where, the hint what to do next. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly hint?: string | undefined;
  readonly at?: Location;
  readonly paste?: string;
  readonly choices?: Choices;
  readonly rule?: string;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.hint = details.hint;
    this.at = details.at;
    this.paste = details.paste;
    this.choices = details.choices;
    this.rule = details.rule;
  }
}

/** The user pressed Ctrl-C, or said no. */
export class Cancelled extends Error {
  constructor(message = 'Cancelled. Nothing was written.') {
    super(message);
  }
}

export const usageError = (message: string, hint?: string, choices?: Choices) =>
  new AppError('usage', message, choices ? { hint, choices } : { hint });

export const refusal = (message: string, details?: ErrorDetails) =>
  new AppError('refused', message, details);

export const bug = (message: string, cause?: unknown) => new AppError('bug', message, { cause });

/** The sentences that several refusals share. All other words of a refusal are where it is thrown. */
export const unwritten = (next = '') => `Nothing was written.${next && ` ${next}`}`;

const MOVE = unwritten('Move it away first.');

/** Another file than the one that is to be created. */
export const inTheWay = (path: string) =>
  refusal(`${path} is in the way`, { at: { path }, hint: MOVE });

/** A file that would be removed, and somebody's edits with it. */
export const editedInTheWay = (path: string, name: string) =>
  refusal(`${path} was edited since it was made, and "${name}" removes it`, {
    at: { path },
    hint: MOVE,
  });

export const RESTORE = 'Restore it from version control.';

export const UPDATE = 'Update: npm install --global create-lambda-app@latest';

export const OTHER_FOLDER = 'Run this in the folder of such a project, or name it with --cwd.';

export const OTHER_NAME = 'Choose another name for the new instance.';

export const LEAVE_OUT = 'Leave it out.';

export const givenTwice = (flag: string) => usageError(`${flag} is given twice`, 'Give it once.');

/** A template of ours that a pattern or trigger names. */
export const noSuchTemplate = (path: string) => bug(`templates/${path} is missing`);

export const GIVE_VALUE = 'Give it a value, or leave it out.';

export const removeFirst = (command: string) => `To change it, remove it first: ${command}`;

/** A list in a message, a line each. */
export const listOf = (lines: readonly string[]) => lines.map((each) => `\n    ${each}`).join('');

/** Several could be meant: a flag says which; in a terminal it is asked for. */
export const whichOne = (what: string, shown: readonly string[], choices: Choices) =>
  usageError(`Which ${what} is meant?${listOf(shown)}`, `Name it with --${choices.flag}.`, choices);

export const noTemplate = (path: string) =>
  usageError(`There is no ${path}`, 'Name a template of the project.');

type Why = { readonly reason: string; readonly line?: number | undefined };

const placeOf = (path: string, { line }: Why): Location => ({ path, ...(line && { line }) });

/** A file that a parser or the operating system cannot read. */
export const cannotRead = (path: string, why: Why, details?: ErrorDetails) =>
  refusal(`${path} cannot be read: ${why.reason}`, {
    at: placeOf(path, why),
    hint: 'Correct it first.',
    ...details,
  });

/** A file that an editor does not dare to change. */
export const notChanged = (path: string, why: Why, details: ErrorDetails = {}) =>
  refusal(`${path} was not changed: ${why.reason}`, { at: placeOf(path, why), ...details });
