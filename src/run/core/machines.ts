import { type Interpreter, StateMachines } from '../services/states/state-machines.ts';
import { type TaskContext, Tasks } from '../services/states/tasks.ts';

export type MachinesContext = Omit<TaskContext, 'start'>;

/** The state machines on an interpreter; a task of one can start another. */
export function machinesOf(interpreter: Interpreter, context: MachinesContext): StateMachines {
  const tasks = new Tasks({
    ...context,
    start: async (arn, input, cause) => machines.start(machines.find(arn)!, input, cause),
  });
  const machines = new StateMachines(interpreter, tasks, context.activity);
  return machines;
}
