import { text } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import { property } from '../../patterns/scheduled-task/property.ts';
import {
  noRunProblem,
  previewRuns,
  scheduleProblem,
} from '../../patterns/scheduled-task/schedule.ts';
import { timeZoneProblem } from '../../patterns/scheduled-task/time-zone.ts';
import { deadLetters } from '../queues.ts';

export default defineTrigger({
  id: 'schedule',
  title: 'Schedule',
  summary: 'Invoke at set times; events not delivered within an hour go to a dead-letter queue.',
  options: {
    schedule: text(
      'When: rate(1 hour), cron(0 9 ? * MON-FRI *) or at(2030-01-31T12:00:00)',
      'rate(1 hour)',
      scheduleProblem,
      {
        preview: (value, now, { timezone = 'UTC' }) => previewRuns(value, timezone, now),
        outdated: (value, now, { timezone = 'UTC' }) => noRunProblem(value, timezone, now),
      },
    ),
    timezone: text('IANA time zone of the schedule', 'UTC', timeZoneProblem),
  },
  contribute({ isOwn, options: { schedule, timezone } }) {
    const fragments = [...deadLetters(isOwn, 'ScheduleDeadLetters', true), 'resources.yaml'];
    return {
      sam: fragments,
      cloudformation: fragments,
      cdk: `${isOwn ? 'own' : 'cdk'}/new.ts`,
      // EventBridge Scheduler
      cdkSince: 55,
      requires: ['queue-tests'],
      files: ['new'],
      replace: {
        "scheduleExpression: '__schedule__',": property(6, 'scheduleExpression', schedule, 4),
        "ScheduleExpression: '__schedule__',": property(4, 'ScheduleExpression', schedule),
        __schedule__: schedule,
        __timezone__: timezone,
      },
    };
  },
});
