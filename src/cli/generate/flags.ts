import type { Argv } from 'yargs';
import { usageError } from '../../core/errors.ts';
import { onUnless, planFlags, valued } from '../parser.ts';

/** Flags of every command. */
export const flags = {
  ...planFlags,
  confirm: {
    type: 'boolean',
    default: false,
    describe: 'Show the changes, and ask before they are written',
  },
  cwd: valued({ default: '.', describe: 'Folder of the project, or one inside it' }),
  ...onUnless('install', 'Do not install new dependencies'),
} as const;

/** Which of several templates or stacks is meant. */
export const FUNCTION_WORD = 'Function: its id, name or module';

export const sayWhat = (to: 'add' | 'remove') =>
  `Say what to ${to}: pattern, function, trigger, option`;

export const placeFlags = {
  template: valued({ describe: 'SAM or CloudFormation template to use' }),
  stack: valued({ describe: 'CDK stack class to use' }),
} as const;

/** For triggers: rules find what is there already. */
export const fixFlag = {
  fix: {
    type: 'boolean',
    default: false,
    describe: 'Change existing values to those that a refusal asks for',
  },
} as const;

/** For triggers: one that differs in its options alone may be a slip. */
export const anotherFlag = {
  another: { type: 'boolean', default: false, describe: 'Add a second trigger of the same kind' },
} as const;

export const languageFlag = {
  language: valued({
    choices: ['javascript'],
    describe: 'Write it beside functions of another language',
  }),
} as const;

/** For what removes. */
export const partialFlag = {
  partial: {
    type: 'boolean',
    default: false,
    describe: 'Remove what can be removed, and keep what was edited or is used',
  },
} as const;

/** Options of patterns or triggers: each of them checks its own, and its help lists them. */
export const hiddenFlags = (keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, valued({ hidden: true })]));

/** An argument that cannot be left out. */
export const positional = (describe: string) =>
  ({ type: 'string', demandOption: true, describe }) as const;

export const costFlags = {
  requests: valued({
    describe: 'Events a month of each instance, with commas [default: 100k,1M,10M]',
  }),
} as const;

/** What only commands that write have. */
export const WRITING: readonly string[] = ['dry-run', 'diff', 'confirm', 'yes', 'no-install'];

function refuseWriting(args: object): true {
  const given = new Map<string, unknown>(Object.entries(args));
  const flag = WRITING.find((each) => given.get(each) === true);
  if (flag) throw usageError(`--${flag} is no flag of this command`, 'It writes nothing.');
  return true;
}

/** What writes nothing takes no flags for writing, and its help has none. */
export const readOnly = <T>(y: Argv<T>) =>
  WRITING.reduce((all, flag) => all.hide(flag), y).check(refuseWriting);
