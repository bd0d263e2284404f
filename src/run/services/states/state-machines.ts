import { randomUUID } from 'node:crypto';
import type { StateMachine } from '../../../infrastructure/resolve/deployment.ts';
import { textOf } from '../../../infrastructure/resolve/read/values.ts';
import type { Activity, Cause, Execution } from '../../core/activity.ts';
import { importFrom } from '../emulators.ts';
import { statesOf, unsupported, withTimeouts } from './definition.ts';
import type { Parameters, Tasks } from './tasks.ts';

interface Run {
  readonly result: Promise<unknown>;
  readonly eventLogs: AsyncIterable<{ type: string; state?: { name: string } }>;
  abort(): void;
}

export interface Interpreter {
  readonly StateMachine: new (
    definition: object,
    options: object,
  ) => { run(input: unknown, options: object): Run };
}

/** The interpreter needs it, and Node.js 20 does not have it. */
function withResolvers(): void {
  if ('withResolvers' in Promise) return;
  Object.assign(Promise, {
    withResolvers() {
      const settle = {};
      const promise = new Promise((resolve, reject) => Object.assign(settle, { resolve, reject }));
      return { promise, ...settle };
    },
  });
}

export const loadInterpreter = async (root: string): Promise<Interpreter | undefined> => {
  withResolvers();
  return importFrom<Interpreter>(root, 'aws-local-stepfunctions');
};

export interface Started {
  readonly arn: string;
  /** Resolves to the execution when it has ended; never rejects. */
  readonly done: Promise<Execution>;
}

/** Runs state machines, with their tasks against the local services. */
export class StateMachines {
  readonly #interpreter: Interpreter;
  readonly #tasks: Tasks;
  readonly #activity: Activity;
  readonly #runs = new Set<Run>();
  #machines: readonly StateMachine[] = [];

  constructor(interpreter: Interpreter, tasks: Tasks, activity: Activity) {
    this.#interpreter = interpreter;
    this.#tasks = tasks;
    this.#activity = activity;
  }

  create(machines: readonly StateMachine[]): void {
    this.#machines = machines;
  }

  find = (reference: string) =>
    this.#machines.find(({ arn, name, id }) => [arn, name, id].includes(reference));

  /** Starts an execution; throws where the definition cannot be run, or the input is not JSON. */
  start(machine: StateMachine, input: string, cause: Cause, name: string = randomUUID()): Started {
    const reason = unsupported(machine.definition);
    if (reason) throw new Error(`${machine.id} is not run: ${reason}`);
    JSON.parse(input);
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const execution: Execution = {
      id: arn,
      machineId: machine.id,
      cause,
      input,
      startedAt: Date.now(),
      states: [],
      status: 'RUNNING',
    };
    if (cause.from) this.#activity.pulse({ from: cause.from, to: machine.id, chain: cause.chain });
    this.#activity.execution(execution);
    return {
      arn,
      done: this.#run(machine, execution).catch((error) => this.#broken(execution, error)),
    };
  }

  async #run(machine: StateMachine, execution: Execution): Promise<Execution> {
    const cause = { ...execution.cause, kind: 'states', from: machine.id };
    const runner = new this.#interpreter.StateMachine(withTimeouts(machine.definition), {
      validationOptions: { noValidate: true },
    });
    const run = runner.run(JSON.parse(execution.input), {
      overrides: { taskResourceLocalHandlers: this.#handlers(machine, cause) },
      context: {
        Execution: {
          Id: execution.id,
          Input: JSON.parse(execution.input),
          StartTime: new Date().toISOString(),
        },
        StateMachine: { Id: machine.arn, Name: machine.name },
      },
    });
    this.#runs.add(run);
    const states: string[] = [];
    const follow = this.#follow(run, execution, states);
    const ended = await run.result.then(
      (output): Partial<Execution> => ({ status: 'SUCCEEDED', output: JSON.stringify(output) }),
      (error: Error) => failedBy(error),
    );
    await follow;
    this.#runs.delete(run);
    const done = { ...execution, states, ...ended };
    this.#activity.execution(done);
    return done;
  }

  /** What the interpreter itself cannot run has failed. */
  #broken(execution: Execution, error: Error): Execution {
    const failed: Execution = { ...execution, ...failedBy(error) };
    this.#activity.execution(failed);
    return failed;
  }

  async #follow({ eventLogs }: Run, execution: Execution, states: string[]): Promise<void> {
    for await (const event of eventLogs) {
      if (event.type !== 'StateEntered' || !event.state) continue;
      states.push(event.state.name);
      this.#activity.execution({ ...execution, states: [...states] });
    }
  }

  #handlers({ arn, definition }: StateMachine, cause: Cause) {
    const run = { cause, region: arn.split(':')[3] ?? 'us-east-1' };
    const tasks = statesOf(definition).filter(({ state }) => state.Type === 'Task');
    return Object.fromEntries(
      tasks.map(({ name, state }) => {
        const resource = textOf(state.Resource) ?? '';
        return [name, (input: Parameters) => this.#tasks.run(resource, input, run)] as const;
      }),
    );
  }

  close(): void {
    for (const run of this.#runs) run.abort();
  }
}

function failedBy(error: Error): Partial<Execution> {
  const cause = (error.cause ?? error) as Error;
  const isTimeout = error.name.includes('Timeout') || cause.name === 'States.Timeout';
  const isAborted = error.name.includes('Abort');
  const status = isAborted ? 'ABORTED' : isTimeout ? 'TIMED_OUT' : 'FAILED';
  return { status, error: `${cause.name}: ${cause.message}` };
}
