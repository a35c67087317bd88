"""Renews aws-cli.json from the AWS CLI that is installed (pip install awscli): the options of each command in it.

Add a command with empty lists, and run this. Commands that only version 2 has are marked with "documentation", and stay as
they are.
"""

import datetime
import json
import pathlib

import awscli
from awscli.clidriver import create_clidriver

FILE = pathlib.Path(__file__).with_name("aws-cli.json")
# Of every command; and a file to write to, which is named without its option.
OTHER = {"cli-input-json", "generate-cli-skeleton", "outfile"}


def below(command):
    return command._get_command_table() if hasattr(command, "_get_command_table") else command.subcommand_table


known = json.loads(FILE.read_text())
for name, command in known["commands"].items():
    if "documentation" in command:
        continue
    found = create_clidriver()
    for word in name.split(" "):
        found = below(found)[word]
    options = {
        option: argument
        for option, argument in found.arg_table.items()
        if option not in OTHER and not argument.positional_arg
    }
    command["options"] = sorted(options)
    command["required"] = sorted(option for option, argument in options.items() if argument.required)
known["version"] = f"awscli {awscli.__version__}"
known["date"] = datetime.date.today().isoformat()
FILE.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n")
