#!/usr/bin/env node
// Before the command's own code, which it keeps
require('../dist/src/io/code-cache/start.cjs');
require('../dist/src/cli/create-lambda-app.cjs');
