// Handlers read it when they start: tests import this file before them
process.env.MAIL_FROM = 'digest@example.com';
process.env.MAIL_TO = 'team@example.com';
