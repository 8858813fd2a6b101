#!/usr/bin/env bash
# What each make target does. Needs bash, make and Python 3.11 to 3.13; the rest it installs or asks for.
set -euo pipefail
cd "$(dirname "$0")"

export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy PIP_DISABLE_PIP_VERSION_CHECK=1
# Where Python may not keep what it compiled, each process compiles the whole house anew: half the time of the tests.
unset PYTHONDONTWRITEBYTECODE
uv=.tools/bin/uv

# ------------------------------------------------------------------------------------ saying things

stop() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# step NAME COMMAND…: one line with its seconds; what it printed is shown only if it failed.
step() {
  local name=$1 began=${EPOCHREALTIME/[.,]/} output status
  shift
  printf '%-44s' "$name"
  set +e
  output=$(set -e && "$@" 2>&1)
  status=$?
  set -e
  if [ $status = 0 ]; then
    printf '%7s s\n' "$(seconds_since "$began")"
  else
    printf ' failed\n\n%s\n' "$output"
    stop "Stopped at: $name (exit $status). The command was: $*"
  fi
}

# watch NAME COMMAND…: the same for what is worth watching while it runs.
watch() {
  local name=$1
  shift
  printf '\n%s\n' "$name"
  "$@" || stop "Stopped at: $name (exit $?). The command was: $*"
}

seconds_since() {
  local tenths=$(((${EPOCHREALTIME/[.,]/} - $1) / 100000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# ------------------------------------------------------------------------------------ the system's packages

# packages NAME…: with apt where we may; otherwise say exactly what is missing, and stop.
packages() {
  [ $# -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    stop "Missing on this machine, under Debian's names: $*. Please install them and run make again."
  elif [ "$(id -u)" != 0 ]; then
    stop "Missing on this machine: $*. Please run this, then make again:
  sudo apt-get update && sudo apt-get install --no-install-recommends $*"
  fi
  step "apt-get update" apt-get update
  step "apt-get install $*" \
    env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

# A Python that Kith runs on; the name python3 may stand for another one.
python() {
  local candidate
  for candidate in python3 python3.13 python3.12 python3.11; do
    "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue
    "$candidate" -c 'import sys; print(sys.executable)'
    return
  done
  stop "Kith needs Python 3.11, 3.12 or 3.13, and found none. On Debian 12: apt-get install python3"
}

needs_of_the_tests() {
  local missing=()
  a_browser || missing+=(chromium-headless-shell)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
  command -v pdftotext >/dev/null || missing+=(poppler-utils) # reads what stands on a printed report
  # the browser driver's own runtime needs it, and dies without saying so
  compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || [ "$(uname)" != Linux ] || missing+=(libatomic1)
  [[ " ${missing[*]-} " != *" postgresql "* ]] || no_postgresql_of_its_own
  packages "${missing[@]}"
}

# A whole Chromium will do, but where we may install, the one without windows takes half as much of the machine.
a_browser() {
  [ -n "${KITH_CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null ||
    { [ "$(id -u)" != 0 ] && command -v chromium google-chrome >/dev/null; }
}

# The package would start a server at once and at every boot; the tests bring up their own.
no_postgresql_of_its_own() {
  [ "$(id -u)" = 0 ] || return 0
  mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/kith.conf
}

# ------------------------------------------------------------------------------------ Python's packages

# environment run|test|bench: .venv with exactly what requirements/ says, checked by hash; nothing to do if it is so already.
environment() {
  local group=$1 python
  if [ -x .venv/bin/kith ] && grep -qxF "$(fingerprint "$group")" .venv/made-from 2>/dev/null; then
    return
  fi
  python=$(python)
  installer "$python"
  [ -x .venv/bin/python ] || step "Making .venv" "$uv" venv --quiet --clear --python "$python" .venv
  step "Installing what Kith needs to $group" install_requirements "$group"
  step "Installing the kith command" "$uv" pip install --quiet --no-deps --no-build-isolation --editable .
  fingerprint run >.venv/made-from
  if [ "$group" != run ]; then fingerprint "$group" >>.venv/made-from; fi
}

# What an environment was made from; it also holds the folder, since scripts in .venv name it.
fingerprint() {
  echo "$1 $(cat pyproject.toml "requirements/$1.txt" | sha256sum | cut -c1-64) $PWD"
}

# installer PYTHON: uv, by pip, into .tools; Debian lets pip write there without a fight.
installer() {
  local made_from
  made_from=$(sha256sum <requirements/uv.txt)
  if [ "$(cat .tools/made-from 2>/dev/null)" = "$made_from" ]; then return; fi
  "$1" -m pip --version >/dev/null 2>&1 || packages python3-pip
  rm -rf .tools
  step "Installing the installer" \
    "$1" -m pip install --quiet --no-compile --root-user-action=ignore --require-hashes \
    --target .tools --requirement requirements/uv.txt
  echo "$made_from" >.tools/made-from
}

install_requirements() {
  if [ "$1" = test ]; then
    "$uv" pip sync --quiet --require-hashes requirements/test.txt
  else
    "$uv" pip install --quiet --require-hashes --no-deps --requirement "requirements/$1.txt"
  fi
}

# ------------------------------------------------------------------------------------ the targets

setup() {
  environment run
  echo "Kith is set up: .venv/bin/kith --help says what it can do."
}

demo() {
  environment run
  exec .venv/bin/kith demo "$@"
}

# Where the style of pages is looked at; a room may keep pages of its own.
pages() { find templates kith -name '*.html' -print -quit 2>/dev/null; }

run_tests() {
  local on_postgresql="not without_database"
  case ${JOURNEYS_ON_POSTGRESQL:-some} in # ADR 50
    all) ;;
    some) on_postgresql+=" and not walked_once" ;;
    no) on_postgresql+=" and not walked_once and not journey" ;;
    *) stop "JOURNEYS_ON_POSTGRESQL is one of all, some, no." ;;
  esac
  local workers=${WORKERS:-$(($(getconf _NPROCESSORS_ONLN) + 1))} # one more than cores: a journey mostly waits
  # File by file, in our order (the long ones first): what a file sets up for all its tests is set up once.
  local pytest=(.venv/bin/python -m pytest --numprocesses "$workers" --dist loadfile --no-loadscope-reorder)

  needs_of_the_tests
  environment test
  KITH_DATA_DIR=$(mktemp -d)
  trap 'rm -rf "$KITH_DATA_DIR"' EXIT
  export KITH_DATA_DIR KITH_MODE=test
  unset KITH_DATABASE_URL

  step "Format (ruff)" .venv/bin/ruff format --check --output-format concise .
  step "Lint (ruff)" .venv/bin/ruff check --output-format concise .
  [ -z "$(pages)" ] || step "Pages (djlint)" .venv/bin/djlint --quiet --lint templates kith
  step "Types (mypy)" .venv/bin/mypy
  step "Rooms look down (import-linter)" .venv/bin/lint-imports
  step "Security (bandit)" .venv/bin/bandit --quiet --recursive --severity-level medium \
    --configfile pyproject.toml kith
  step "Every change of a model has its migration" .venv/bin/python manage.py makemigrations --check --dry-run
  watch "Tests on SQLite" "${pytest[@]}" "$@"
  watch "Tests on PostgreSQL" .venv/bin/python tools/pg.py -- "${pytest[@]}" -m "$on_postgresql" "$@"
}

fix() {
  environment test
  .venv/bin/ruff check --fix --exit-zero .
  .venv/bin/ruff format .
}

# Keeps the versions that still fit; `./do lock --upgrade` moves up to the newest.
lock() {
  local python compile
  python=$(python)
  installer "$python"
  compile=("$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
    --no-annotate "$@")
  "${compile[@]}" --group uv --output-file requirements/uv.txt
  "${compile[@]}" pyproject.toml --group build --output-file requirements/run.txt
  "${compile[@]}" pyproject.toml --group build --group test --group lint \
    --constraint requirements/run.txt --output-file requirements/test.txt
  "${compile[@]}" pyproject.toml --group build --group bench \
    --constraint requirements/run.txt --output-file requirements/bench.txt
  ! grep -nE '[a-z]+://' requirements/*.txt || stop "requirements/ must name no host."
}

case ${1:-help} in
  help) make --no-print-directory help ;;
  setup | demo | fix | lock) "$@" ;;
  demo-fresh) demo --fresh "${@:2}" ;;
  test) run_tests "${@:2}" ;;
  docs) environment run; exec .venv/bin/kith docs "${@:2}" ;;
  bench) environment bench; exec .venv/bin/python -m bench "${@:2}" ;;
  screenshots) environment test; exec .venv/bin/python tools/screenshots.py "${@:2}" ;;
  *) stop "There is no target called $1; make lists them." ;;
esac
