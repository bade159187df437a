#!/bin/sh
# Run a command with a private PostgreSQL of its own, which is stopped and removed afterwards.
#
#     sh scripts/postgres.sh COMMAND [ARGUMENT…]
#
# The command finds its address in MINGBAI_DATABASE. The server listens on a socket in a folder of its own and on no
# network. It waits for no disk, unless FSYNC=on asks for it. Without PostgreSQL's programs it says what to install and ends with 3.
set -eu
cd -- "$(dirname -- "$0")/.."

programs=
for folder in /usr/lib/postgresql/*/bin; do [ -x "$folder/initdb" ] && programs=$folder; done
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
if [ ! -x "$programs/initdb" ]; then
    echo "PostgreSQL is not here: make system installs it (Debian: apt-get install postgresql)" >&2
    exit 3
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/mingbai-postgres.XXXXXX")
user=$(id -un)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then  # initdb refuses to be run by root
    user=postgres
    chown postgres "$home"
    as() { (cd "$home" && setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$home" "$@"); }
fi
end() {
    as "$programs/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || :
    rm -rf "$home"
}
trap end EXIT
trap 'exit 130' INT TERM

as "$programs/initdb" -D "$home/data" -U mingbai -A trust --locale=C.UTF-8 -E UTF8 >"$home/initdb.log" 2>&1 ||
    { cat "$home/initdb.log" >&2; exit 1; }
as "$programs/pg_ctl" -D "$home/data" -l "$home/server.log" -w start \
    -o "-c listen_addresses= -c unix_socket_directories=$home -c fsync=${FSYNC:-off} -c max_connections=60" >/dev/null ||
    { cat "$home/server.log" >&2; exit 1; }
chmod 755 "$home"

MINGBAI_DATABASE="postgresql://mingbai@/postgres?host=$home" "$@"
