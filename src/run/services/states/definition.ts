import { type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { mapsOf, textOf } from '../../../infrastructure/resolve/read/values.ts';

/** A state with its name, those in branches and iterations as well. */
export interface NamedState {
  readonly name: string;
  readonly state: ModelMap;
}

export function statesOf(definition: ModelMap): readonly NamedState[] {
  return Object.entries(mapOf(definition.States)).flatMap(([name, model]) => {
    const state = mapOf(model);
    const inner = [...mapsOf(state.Branches), mapOf(state.Iterator), mapOf(state.ItemProcessor)];
    return [{ name, state }, ...inner.flatMap(statesOf)];
  });
}

/** Parts of a Map state, which the interpreter leaves out without a word. */
const NOT_OF_MAPS: Readonly<Record<string, string>> = {
  ItemReader: 'an ItemReader',
  ItemBatcher: 'an ItemBatcher',
  ResultWriter: 'a ResultWriter',
  ToleratedFailure: 'tolerated failures',
};

/** The parts of a definition that the interpreter silently gets wrong: such a definition is not run. */
export function unsupported(definition: ModelMap): string | undefined {
  const states = statesOf(definition);
  const isJsonata = ({ state }: NamedState) => state.QueryLanguage === 'JSONata';
  if (definition.QueryLanguage === 'JSONata' || states.some(isJsonata))
    return 'it uses JSONata, which the local interpreter does not know';
  if (states.some(({ state }) => state.Assign !== undefined))
    return 'it uses variables, which the local interpreter does not know';
  if (states.some(({ state }) => textOf(state.Resource)?.endsWith('.waitForTaskToken')))
    return 'it waits for task tokens, which the local interpreter does not know';
  for (const [name, what] of Object.entries(NOT_OF_MAPS))
    if (states.some(({ state }) => Object.keys(state).some((key) => key.startsWith(name))))
      return `it has ${what}, which the local interpreter does not know`;
  return undefined;
}

/** Step Functions waits for a task practically for ever; a timer of Node.js can wait for 24 days at most. */
const LONGEST_SECONDS = 2_000_000;

function withTimeout(state: ModelMap): ModelMap {
  const isBounded = state.TimeoutSecondsPath !== undefined;
  if (state.Type !== 'Task' || isBounded) return state;
  const seconds = Number(state.TimeoutSeconds ?? LONGEST_SECONDS);
  return { ...state, TimeoutSeconds: Math.min(seconds, LONGEST_SECONDS) };
}

/** The definition with the timeouts of Step Functions: the interpreter's own are of a minute. */
export function withTimeouts(definition: ModelMap): ModelMap {
  const states = Object.entries(mapOf(definition.States)).map(([name, model]) => {
    const state = mapOf(model);
    const inner = (['Iterator', 'ItemProcessor'] as const)
      .filter((key) => state[key] !== undefined)
      .map((key) => [key, withTimeouts(mapOf(state[key]))]);
    const branches = state.Branches && { Branches: mapsOf(state.Branches).map(withTimeouts) };
    return [name, { ...withTimeout(state), ...branches, ...Object.fromEntries(inner) }];
  });
  return { ...definition, States: Object.fromEntries(states) };
}
