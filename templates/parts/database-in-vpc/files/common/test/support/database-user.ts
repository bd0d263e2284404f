import { answerFromPostgres, postgres } from './data-api.ts';

const IS_THERE = "SELECT 1 FROM pg_roles WHERE rolname = 'rds_iam'";

/** Answers migrations, with the role of Aurora that lets the user of the functions in. */
export async function answerMigrations(): Promise<void> {
  answerFromPostgres();
  const { rows } = await postgres.query(IS_THERE);
  if (rows.length === 0) await postgres.exec('CREATE ROLE rds_iam');
}
