import { NOT_RUNNABLE } from '../../run/core/runtime.ts';
import { inventedNotes } from '../../run/dev/ready.ts';
import { type InvokeReport, invokeOnce } from '../../run/invoke/invoke.ts';
import pc from '../colours.ts';
import { print, printError } from '../ui.ts';
import { noteSynthesis } from './dev-lines.ts';
import { shownLog } from './log-line.ts';
import { parametersOf, placeOf } from './run-flags.ts';

export interface InvokeArguments {
  readonly function: string;
  readonly event?: string;
  readonly cwd: string;
  readonly json: boolean;
  readonly template?: string;
  readonly parameter?: readonly string[];
}

const asJson = ({ functionId, outcome }: InvokeReport) => {
  const { result, error, logs, durationMs, timedOut } = outcome;
  const answer = error ? { error } : { result: JSON.parse(result ?? 'null') };
  return JSON.stringify({
    function: functionId,
    ...answer,
    logs,
    durationMs: Math.round(durationMs),
    timedOut,
  });
};

/** What a person should know of the run, apart from the result. */
function notes({ eventPath, missing, layers, invented, page, functionId }: InvokeReport): string[] {
  return [
    `${functionId}, event: ${eventPath ?? '{} (name one with --event)'}`,
    ...(page ? [`Runs in dev: ${page}`] : []),
    ...inventedNotes(invented),
    ...missing.map(({ services, command }) => `Not emulated: ${services}. To add it: ${command}`),
    ...layers.map((layer) => `Not emulated: ${layer}`),
  ];
}

function shown({ outcome: { result, error } }: InvokeReport): string {
  if (!error) return JSON.stringify(JSON.parse(result ?? 'null'), null, 2);
  const trace = error.trace?.slice(1) ?? [];
  // Of what was not started there is no error of the function, whose type would be told
  const type = error.errorType === NOT_RUNNABLE ? '' : `${error.errorType}: `;
  return [pc.red(`${type}${error.errorMessage}`), ...trace].join('\n');
}

function printReport(report: InvokeReport): void {
  const { logs, durationMs } = report.outcome;
  for (const note of notes(report)) printError(pc.dim(note));
  for (const line of logs.flatMap(shownLog)) printError(line);
  print(shown(report));
  printError(pc.dim(`${Math.round(durationMs)} ms`));
}

/** `lambda-gen invoke`: exit code 0 for a result, 1 for an error of the function. */
export async function invoke(args: InvokeArguments): Promise<void> {
  const { event, json } = args;
  const report = await invokeOnce({
    ...placeOf(args),
    cwd: process.cwd(),
    name: args.function,
    event,
    parameters: parametersOf(args.parameter),
    onSynthesis: noteSynthesis,
  });
  if (json) print(asJson(report));
  else printReport(report);
  if (report.outcome.error) process.exitCode = 1;
}
