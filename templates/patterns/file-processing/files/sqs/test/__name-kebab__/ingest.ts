export const ingestOutcomes: Record<string, string[] | 'fails'> = {
  'process.malformed-body': 'fails',
  'process.mixed-batch': ['failure', 'success'],
  'process.empty-batch': [],
};
