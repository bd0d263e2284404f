import { AppError } from '../../core/errors.ts';
import type { Invocation } from '../../run/core/activity.ts';
import type { Dev } from '../../run/dev/dev.ts';
import { errorLine } from '../../run/worker/error-place.ts';
import pc from '../colours.ts';
import { printError } from '../ui.ts';

/** Before a CDK app runs, for seconds. */
export const noteSynthesis = () => printError(pc.dim('Synthesising the CDK app …'));

/** An invocation in a line: what ran, why, how long, and what was wrong. */
export function invocationLine(invocation: Invocation): string {
  const { functionId, cause, outcome, response } = invocation;
  const status = response?.status;
  const hasFailed = outcome?.error !== undefined || (status ?? 0) >= 500;
  const mark = hasFailed ? pc.red('✖') : pc.green('✔');
  const kind = pc.dim(status === undefined ? cause.kind : `${cause.kind} ${status}`);
  const time = pc.dim(`${Math.round(outcome?.durationMs ?? 0)} ms`);
  const problem = outcome?.error ? errorLine(outcome.error) : response?.problem;
  return `${mark} ${functionId}  ${kind}  ${time}${problem ? `  ${pc.red(problem)}` : ''}`;
}

/** An error with its place and what to do next. */
function errorText(error: Error): string {
  if (!(error instanceof AppError)) return error.message;
  const { at, hint, message } = error;
  const place = at?.line === undefined ? '' : `${at.path}:${at.line}: `;
  return `${place}${message}${hint ? `\n  ${hint}` : ''}`;
}

export const failureLine = (error: Error) => `${pc.red('✖')} ${errorText(error)}`;

/** Says which functions of the project cannot be run; those of another runtime are among what is not emulated. */
export function printUnrunnable({ session }: Dev): void {
  const texts = [...session.unrunnable].flatMap(([{ runtime, code }, error]) =>
    runtime.startsWith('nodejs') && code.kind !== 'missing' ? [errorText(error)] : [],
  );
  for (const text of new Set(texts)) printError(`${pc.yellow('!')} ${text}`);
}
