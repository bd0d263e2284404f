#!/usr/bin/env node
import '../dist/src/cli/lambda-gen.js';
