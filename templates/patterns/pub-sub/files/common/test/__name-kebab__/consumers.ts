/** The function of each consumer → its file in `src/__name-kebab__/`. */
export const consumers: Record<string, string> = {
  __Name____Consumer__: '__consumer-kebab__',
};
