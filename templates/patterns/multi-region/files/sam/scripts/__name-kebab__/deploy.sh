#!/bin/sh
# Deploys one stage: the primary region, whose stack has the table, the others, and the alarms.
set -eu
stage=${1:-dev}
[ $# -gt 0 ] && shift
config=samconfig.__name-kebab__.toml

sam build --config-file "$config"
for stack in __stacks__; do
  sam deploy --config-file "$config" --config-env "$stage-$stack" --no-fail-on-empty-changeset "$@"
done
