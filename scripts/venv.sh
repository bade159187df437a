#!/bin/sh
# Make a virtual environment and fill it from a lock with hashes; do nothing when it is up to date.
#
#     sh scripts/venv.sh FOLDER LOCK [project]
#
# With "project" this project itself goes in too, editable. PYTHON names the interpreter; without it an
# environment that works is kept, or the first Python 3.11 or later on the PATH makes one. Asks nothing.
set -eu
cd -- "$(dirname -- "$0")/.."
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV 2>/dev/null || :
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0
export UV_NO_PROGRESS=1 UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"  # certificates as the machine trusts them

folder=$1
lock=$2
what=${3:-}
wanted=${PYTHON:-}
inside=$folder/bin/python
stamp=$folder/.mingbai-stamp

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }
recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
runs() { "$@" >/dev/null 2>&1; }
state() { pwd; version "$inside"; cksum "$lock" pyproject.toml scripts/venv.sh; }

# Up to date: the same folder, the same Python, the same lock.
if [ -f "$stamp" ] && recent "$inside" && [ "$(state)" = "$(cat "$stamp")" ]; then
    if [ -z "$wanted" ] || [ "$(version "$wanted")" = "$(version "$inside")" ]; then exit 0; fi
fi

# An interpreter.
if [ -n "$wanted" ]; then
    runs "$wanted" --version || stop "PYTHON=$wanted does not run; name a Python 3.11 or later: make PYTHON=python3.12"
    recent "$wanted" || stop "Mingbai needs Python 3.11 or later; $wanted is $(version "$wanted"). Try: make PYTHON=python3.12"
    python=$wanted
else
    python=
    for candidate in python3 python3.13 python3.12 python3.11 python; do
        if recent "$candidate"; then python=$candidate; break; fi
    done
    [ -n "$python" ] || stop "Mingbai needs Python 3.11 or later and found none on the PATH; install it, or: make PYTHON=/path/to/python3"
fi

# An environment: the one that is there if it works, is of this Python and was made in this folder.
keep=no
if recent "$inside"; then
    keep=yes
    [ -z "$wanted" ] || [ "$(version "$wanted")" = "$(version "$inside")" ] || keep=no
    [ ! -f "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$(pwd)" ] || keep=no
fi
rm -f "$stamp"
if [ "$keep" = no ]; then
    say "Making $folder with Python $(version "$python")"
    if ! runs "$python" -m venv --clear "$folder"; then
        # Debian keeps ensurepip in a package of its own; an environment without pip needs none.
        runs "$python" -m venv --clear --without-pip "$folder" ||
            stop "$python cannot make a virtual environment; install its venv module (Debian: apt-get install python3-venv)"
    fi
fi

# An installer: a uv that runs; else the uv of the lock, brought in by pip; else pip itself.
from_pip() {
    if runs "$inside" -m pip --version; then
        "$inside" -m pip install --quiet "$@"
    elif runs "$python" -m pip --version; then
        "$python" -m pip --python "$inside" install --quiet "$@"
    else
        return 3
    fi
}
uv=
for candidate in "$folder/bin/uv" .venv/bin/uv uv; do
    if runs "$candidate" --version; then uv=$candidate; break; fi
done
if [ -z "$uv" ] && grep -q '^uv==' "$lock"; then
    awk '/^uv==/ { on = 1 } on { print } on && !/\\$/ { exit }' "$lock" > "$folder/uv.txt"
    if from_pip --require-hashes -r "$folder/uv.txt" && runs "$folder/bin/uv" --version; then uv=$folder/bin/uv; fi
fi

# The packages, then the project.
install() {
    if [ -n "$uv" ]; then
        if "$uv" pip install --quiet --python "$inside" "$@" 2>"$folder/uv.log"; then return 0; fi
        say "uv could not install (see $folder/uv.log); trying pip"
    fi
    from_pip "$@" || {
        [ $? -ne 3 ] || stop "Neither pip nor uv is here to fill $folder; install one (Debian: apt-get install python3-venv) and run make again"
        stop "The packages of $lock could not be installed: is the package registry within reach?"
    }
}
say "Installing the packages of $lock"
install --require-hashes -r "$lock"
if [ "$what" = project ]; then install --no-deps --no-build-isolation -e .; fi
state > "$stamp"
