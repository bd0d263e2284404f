/** The answer that asks for the previous question again. */
export const BACK = Symbol('back');

export type Answer<T> = Promise<T | typeof BACK>;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Choices under a title. */
export interface Group {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** Why a text is not an answer; undefined when it is. */
export type Problem = (value: string) => string | undefined;

/** One way to ask at a terminal. */
export interface Asker {
  /** One of several. */
  chooseOne(message: string, choices: readonly Choice[]): Answer<string>;
  /** At least one of several. */
  chooseSeveral(message: string, groups: readonly Group[]): Answer<readonly string[]>;
  /** A text; empty is the standard. */
  enterText(message: string, standard: string, problem: Problem): Answer<string>;
  askYes(message: string, standard: boolean): Answer<boolean>;
  /** What a question is about, in lines. */
  show(lines: readonly string[], title: string): void;
  begin(title: string): void;
}

/** A question with what an empty answer means. */
export const withStandard = (message: string, standard: string) =>
  standard === '' ? message : `${message} (Enter for ${standard})`;
