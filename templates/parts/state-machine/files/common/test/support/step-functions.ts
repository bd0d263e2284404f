import { readFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { context } from './lambda.ts';

type Run = ReturnType<StateMachine['run']>;
type Json = Awaited<Run['result']>;

/** What a task does: receives its parameters, resolves to its result. */
// biome-ignore lint/suspicious/noExplicitAny: parameters differ by task
export type Task = (parameters: any) => Promise<unknown>;

export interface Execution {
  /** The states in the order in which they were entered; a retry does not enter its state again. */
  states: string[];
  output?: unknown;
  /** What the execution failed with. */
  error?: string;
}

export function readDefinition(path: string, substitutions: Record<string, string> = {}) {
  const text = readFileSync(path, 'utf8');
  const whole = text.replaceAll(/\$\{(\w+)\}/g, (token, name) => substitutions[name] ?? token);
  return JSON.parse(whole) as StateMachineDefinition;
}

/** Runs an execution to its end, with tasks by the names of their states, and without pauses. */
export async function execute(
  definition: StateMachineDefinition,
  tasks: Record<string, Task>,
  input: unknown,
): Promise<Execution> {
  const noPauses = Object.keys(definition.States).map((name) => [name, 0]);
  // test/infra validates the definition once: here it would take half a second of each execution
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const { result, eventLogs } = machine.run(input as Json, {
    overrides: {
      taskResourceLocalHandlers: tasks as Record<string, () => Promise<Json>>,
      retryIntervalOverrides: Object.fromEntries(noPauses),
    },
  });
  const [outcome, states] = await Promise.all([
    result.then(
      (output) => ({ output }),
      ({ cause }: Error) => ({ error: (cause as Error).name }),
    ),
    statesOf(eventLogs),
  ]);
  return { ...outcome, states };
}

/** A task that invokes a function of this project, which receives and answers JSON. */
export const invoking =
  (handler: (event: never, context: Context) => Promise<unknown>): Task =>
  async ({ Payload }) => {
    try {
      return { Payload: asJson(await handler(asJson(Payload) as never, context)) };
    } catch (error) {
      throw asCaught(error as Error);
    }
  };

/** The error of a function as a state catches it: its cause is the JSON that Lambda answers. */
function asCaught({ name, message, stack }: Error): Error {
  const cause = { errorType: name, errorMessage: message, trace: stack?.split('\n') };
  return Object.assign(new Error(JSON.stringify(cause)), { name });
}

/** A task that calls an AWS service, whose errors Step Functions names with its prefix. */
export const calling =
  (prefix: string, call: Task): Task =>
  async (parameters) => {
    try {
      return asJson(await call(parameters));
    } catch (error) {
      throw Object.assign(error as Error, { name: `${prefix}.${(error as Error).name}` });
    }
  };

async function statesOf(events: Run['eventLogs']): Promise<string[]> {
  const states: string[] = [];
  for await (const event of events) {
    if (event.type === 'StateEntered') states.push(event.state.name);
  }
  return states;
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
