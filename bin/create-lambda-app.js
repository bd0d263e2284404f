#!/usr/bin/env node
import '../dist/src/cli/create-lambda-app.js';
