"""Translates SAM templates, as CloudFormation would: a list of them on stdin, their translations on stdout."""

import json
import os
import sys

os.environ["AWS_DEFAULT_REGION"] = "us-east-1"

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

templates = json.load(sys.stdin)
# No managed policy is known by its name, so no account is asked for them
translated = [Translator({}, Parser()).translate(each, {}) for each in templates]
json.dump(translated, sys.stdout)
