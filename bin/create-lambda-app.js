#!/usr/bin/env node
// Before the command's own code, which it keeps
require('../dist/start.cjs');
require('../dist/commands.cjs')('create-lambda-app.cjs');
