/** The statement that lets the user of the functions in: with a token that IAM signs, and no password. */
export const login = async (): Promise<string> => 'GRANT rds_iam TO app';
