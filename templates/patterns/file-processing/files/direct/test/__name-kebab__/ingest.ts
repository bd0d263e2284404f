export const ingestOutcomes = {};
