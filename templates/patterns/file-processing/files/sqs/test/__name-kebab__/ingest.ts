export const ingestOutcomes: Record<string, string[] | 'fails'> = {
  'process.malformed-body': 'fails',
  'process.mixed-batch': ['success', 'failure'],
  'process.empty-batch': [],
};
