#!/bin/sh
# Install the system packages that parts of Mingbai use, where apt is the package manager.
#
#     sh scripts/system.sh needed|database|all
#
# Mingbai reads and audits without any of them. A test or an output that lacks its program says so. Asks nothing,
# and never fails: what cannot be installed is named in one line, and "needed" does not try for it a second time.
set -eu
cd -- "$(dirname -- "$0")/.."

printing="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"  # a report as PDF
testing="chromium poppler-utils"                                               # tests of pages and of PDF
optional="antiword libreoffice-writer-nogui libreoffice-calc-nogui"            # legacy .doc; documents as others see them

database="postgresql"                                                          # the platform's tests on PostgreSQL

case ${1:-all} in
    needed) packages="$printing $testing" ;;
    database) packages="$database" ;;
    *) packages="$printing $testing $database $optional" ;;
esac

say() { printf '%s\n' "$*" >&2; }

if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    say "No apt here. What prints PDF and tests pages is Pango, Noto CJK fonts, Chromium and poppler; without them those tests are skipped."
    exit 0
fi

missing() {
    for package in "$@"; do
        case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || :) in
            installed) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

lacking=$(missing $packages)
[ -n "$lacking" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    as_root="sudo -n env"
else
    say "For all tests and for PDF, as root: apt-get install --no-install-recommends $lacking"
    exit 0
fi

mkdir -p build
log=build/system.log
tried=build/system.${1:-all}.tried
if [ "${1:-all}" != all ] && [ -f "$tried" ] && [ "$(cat "$tried")" = "$lacking" ]; then
    say "Not here, and could not be installed: $lacking(see $log; make system tries again); what needs them is skipped."
    exit 0
fi
apt() {
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
        -o Acquire::https::Timeout=20 -o DPkg::Lock::Timeout=60 "$@" </dev/null >>"$log" 2>&1
}
say "Installing system packages: $lacking(log: $log)"
: >"$log"
apt update || :
for group in "$printing" "$testing" "$database" "$optional"; do
    wanted=
    # Debian starts a server of its own when PostgreSQL is installed, unless it is told not to.
    if [ "$group" = "$database" ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        case " $lacking" in *" postgresql "*)
            $as_root sh -c 'mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf' || : ;;
        esac
    fi
    for package in $group; do
        case " $lacking" in *" $package "*) wanted="$wanted $package" ;; esac
    done
    [ -z "$wanted" ] || apt install --no-install-recommends $wanted || :
done
lacking=$(missing $packages)
printf '%s' "$lacking" >"$tried"
[ -z "$lacking" ] || say "Could not install: $lacking(see $log); what needs them is skipped."
