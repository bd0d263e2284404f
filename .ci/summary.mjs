// Reads the report of the test run: the ten slowest files, judges that were not used, and the counts as the last line.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Programs that judge infrastructure where they are installed, and the title of a test that uses each. */
const JUDGES = [
  { name: 'cfn-lint', probe: ['cfn-lint', ['--version']], title: /cfn-lint/ },
  {
    name: 'aws-sam-translator',
    probe: ['python3', ['-c', 'import samtranslator']],
    title: /CDK and SAM differ/,
  },
];

const report = JSON.parse(readFileSync('.cache/test-results.json', 'utf8'));
const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);

const seconds = ({ startTime, endTime }) => Math.round((endTime - startTime) / 1000);
const slowest = report.testResults.toSorted((a, b) => seconds(b) - seconds(a)).slice(0, 10);
console.log('The ten slowest test files, in seconds:');
for (const each of slowest)
  console.log(`${String(seconds(each)).padStart(6)}  ${relative(process.cwd(), each.name)}`);

const isInstalled = ({ probe: [program, args] }) => spawnSync(program, args).status === 0;
const isUsed = ({ title }) =>
  tests.some((test) => title.test(test.fullName) && test.status === 'passed');
const isSkipped = ({ title }) =>
  tests.some((test) => title.test(test.fullName) && !['passed', 'failed'].includes(test.status));
const unused = JUDGES.filter((each) => isInstalled(each) && (!isUsed(each) || isSkipped(each)));
for (const { name } of unused) console.log(`${name} is installed, and a test did not use it.`);

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
const skipped = numPendingTests + numTodoTests;
const failed = numFailedTests + unused.length;
console.log(`${numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
