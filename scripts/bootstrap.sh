#!/bin/sh
# Brings uv into .tools, with nothing but Python 3.11 or later. Does nothing where it is there already.
set -eu
cd "$(dirname "$0")/.."
[ -x .tools/bin/uv ] && exit 0

python=
for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "situate needs Python 3.11 or later: install it (Debian: apt-get install python3) and run this again" >&2
    exit 1
fi

rm -rf .tools
if ! "$python" -m venv .tools >/dev/null 2>&1; then
    # Debian splits venv from Python.
    rm -rf .tools
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq && apt-get install -y -qq python3-venv
        "$python" -m venv .tools
    else
        echo "this Python has no venv: install it (Debian: apt-get install python3-venv) and run this again" >&2
        exit 1
    fi
fi
.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
