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

/** What of a definition the interpreter gets wrong, without saying so: it is not run then. */
export function unsupported(definition: ModelMap): string | undefined {
  const states = statesOf(definition);
  const isJsonata = ({ state }: NamedState) => state.QueryLanguage === 'JSONata';
  if (definition.QueryLanguage === 'JSONata' || states.some(isJsonata))
    return 'it uses JSONata, which the local interpreter does not know';
  if (states.some(({ state }) => state.Assign !== undefined))
    return 'it uses variables, which the local interpreter does not know';
  if (states.some(({ state }) => textOf(state.Resource)?.endsWith('.waitForTaskToken')))
    return 'it waits for task tokens, which the local interpreter does not know';
  return undefined;
}
