# What load and jobs stand on: servers of their own on loopback addresses and free ports, in a temporary folder, ended by
# their own process ids. To be sourced; wants bash 4.4 or later.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)
cores=$(nproc)
task=listing-scam
export UNDERSTUDY_SERVE_DRAIN=PT0S # nobody balances load here
python=${PYTHON:-/usr/bin/python3}
export PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1
# What Java is given in a container of 384 MiB: see docs/runtime.md.
service_options=${SERVICE_OPTIONS:--XX:+UseSerialGC -Xmx160m -Xss512k -XX:ReservedCodeCacheSize=64m}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$(basename -- "$0"): $*"
  for log in "${work:-/nonexistent}"/*.err; do
    if [[ -s $log ]]; then
      say "--- the end of $(basename -- "$log"):"
      tail -n 15 "$log" >&2
    fi
  done
  exit 1
}

# needs COMMAND DEBIAN_PACKAGE
needs() { type -P "$1" >/dev/null || fail "needs $1 (Debian: $2)"; }

needs_python() { # MODULES DEBIAN_PACKAGES
  "$python" -c "import $1" 2>/dev/null || fail "needs Python's $1 (Debian: $2); PYTHON names another interpreter"
}

processes=()

# start NAME COMMAND...: runs a server in the background, with NAME.out and NAME.err. Sets pid.
start() {
  local name=$1
  shift
  "$@" >"$work/$name.out" 2>"$work/$name.err" </dev/null &
  pid=$!
  processes+=("$pid")
}

# stop PID [SIGNAL]: ends a server that start began, and waits until it has ended.
stop() {
  local each left=()
  kill "-${2:-TERM}" "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
  for each in ${processes[@]+"${processes[@]}"}; do
    if [[ $each != "$1" ]]; then left+=("$each"); fi
  done
  processes=(${left[@]+"${left[@]}"})
}

end() {
  local i
  for ((i = ${#processes[@]} - 1; i >= 0; i--)); do # the last first: services before their database
    kill -TERM "${processes[i]}" 2>/dev/null || true
    wait "${processes[i]}" 2>/dev/null || true
  done
  if [[ ${KEEP:-} != yes ]]; then
    rm -rf -- "$work"
  else
    say "kept: $work"
  fi
}

# Makes the folder everything happens in. WORK names where, else the system's temporary folder.
make_work() {
  work=$(mktemp -d "${WORK:-${TMPDIR:-/tmp}}/understudy-benchmark.XXXXXX")
  trap end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  chmod 755 "$work"
  case $(stat -f -c %T "$work") in
    tmpfs | ramfs) fail "$work is in memory, where waiting for the disk costs nothing: name a folder on a disk in WORK" ;;
  esac
}

free_port() {
  "$python" -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

# await NAME SECONDS COMMAND...: until the command succeeds, or the server that start began last has ended.
await() {
  local name=$1 deadline=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    kill -0 "$pid" 2>/dev/null || fail "$name has ended"
    ((SECONDS < deadline)) || fail "$name is not ready in time"
    sleep 0.1
  done
}

value() { # FILE PATH: out of a JSON document
  "$python" -c 'import json, sys
v = json.load(open(sys.argv[1]))
for k in sys.argv[2].split("."): v = v[k]
print(v)' "$1" "$2"
}

# PostgreSQL with its own data, as somebody other than root, whom it refuses. What it does for durability is its default.
start_postgres() {
  local binaries as=()
  binaries=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1)
  [[ -n $binaries ]] || fail "needs PostgreSQL in /usr/lib/postgresql (Debian: postgresql)"
  mkdir -m 700 "$work/postgres"
  if [[ $EUID == 0 ]]; then
    id postgres >/dev/null 2>&1 || fail "PostgreSQL refuses root, and there is no user postgres"
    chown postgres "$work/postgres"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups --)
  fi
  PGPORT=$(free_port)
  PGPASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  (umask 077 && printf '%s\n' "$PGPASSWORD" >"$work/password")
  if [[ $EUID == 0 ]]; then chown postgres "$work/password"; fi
  export PGHOST=127.0.0.1 PGPORT PGUSER=understudy PGDATABASE=understudy PGPASSWORD
  (cd "$work/postgres" && ${as[@]+"${as[@]}"} "$binaries/initdb" --pgdata="$work/postgres/data" --username=understudy \
    --auth=scram-sha-256 --pwfile="$work/password" --encoding=UTF8 --locale=C >"$work/initdb.out" 2>"$work/initdb.err") ||
    fail "initdb failed"
  psql=$binaries/psql
  start postgres ${as[@]+"${as[@]}"} "$binaries/postgres" -D "$work/postgres/data" -p "$PGPORT" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories="$work/postgres" -c max_wal_size=4GB
  await PostgreSQL 30 sql 'SELECT 1' postgres
  sql 'CREATE DATABASE understudy' postgres
  [[ $(sql 'SHOW fsync')/$(sql 'SHOW synchronous_commit') == on/on ]] || fail "PostgreSQL does not wait for the disk"
}

sql() { # STATEMENT [DATABASE]
  PGDATABASE=${2:-understudy} "$psql" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --command="$1"
}

# start_redis EVERYSEC_OR_ALWAYS: append-only, no snapshots. Sets redis_port.
start_redis() {
  needs redis-server redis-server
  redis_port=$(free_port)
  rm -rf -- "$work/redis-$1" # what a contestant before left would be loaded first
  mkdir -p "$work/redis-$1"
  start "redis-$1" redis-server --bind 127.0.0.1 --port "$redis_port" --dir "$work/redis-$1" --save '' \
    --appendonly yes --appendfsync "$1" --protected-mode yes --maxmemory-policy noeviction
  await Redis 10 redis-cli -p "$redis_port" ping
  [[ $(redis-cli -p "$redis_port" config get appendfsync | tail -n 1) == "$1" ]] || fail "Redis does not keep to appendfsync $1"
}

# Events of the sample world, and their bodies as calls. Sets set and bodies.
make_events() { # NUMBER
  set=$work/set
  bodies=$work/bodies
  understudy sample "$set" --events "$1" --seed 7
  "$python" "$here/listings.py" "$set/events.csv.gz" "$as_of" $(($1 / 10)) "$bodies"
}

# The forest on both sides: the same rows, the same number of trees, depth and size of leaves.
as_of=2025-05-01T00:00:00Z
window_days=40
trees=${TREES:-200}

understudy() { "$root/understudy" "$@" >"$work/command.out" 2>"$work/command.err" || fail "understudy $1 failed"; }

# make_workspace DIRECTORY: with the forest in production, all by commands; the database is what the environment says.
make_workspace() {
  sed -e "s/parameters: .*/parameters: {trees: $trees, maxDepth: 12, nodeSize: 5}/" -e "s/window: P40D/window: P${window_days}D/" \
    "$set/task.yaml" >"$work/task.yaml"
  grep -q "trees: $trees, maxDepth: 12" "$work/task.yaml" || fail "the sample's task file has another form"
  understudy init "$1" --task "$work/task.yaml"
  understudy import --workspace "$1" --task "$task" --file "$set/events.csv.gz"
  understudy train --workspace "$1" --task "$task" --as-of "$as_of" --output json
  say "understudy:   $(value "$work/command.out" rows) rows, $trees trees"
  local environment
  for environment in staging production; do
    understudy release --workspace "$1" --task "$task" --version v1 --environment "$environment" --overrule benchmark
  done
}

on_postgres() { # COMMAND...: with our settings for the database that start_postgres began
  UNDERSTUDY_DATABASE_KIND=postgresql UNDERSTUDY_DATABASE_HOST=$PGHOST UNDERSTUDY_DATABASE_PORT=$PGPORT \
    UNDERSTUDY_DATABASE_NAME=$PGDATABASE UNDERSTUDY_DATABASE_USER=$PGUSER UNDERSTUDY_DATABASE_PASSWORD=$PGPASSWORD "$@"
}

# Seconds from the start of a server until its /v2/health/ready says 200; whoever asks has begun to ask before.
ready_seconds() { # PORT NAME COMMAND...: sets seconds and pid
  local port=$1 name=$2
  shift 2
  rm -f "$work/ready" "$work/asking"
  "$python" "$here/ready.py" "$port" /v2/health/ready "$work/asking" >"$work/ready" &
  local asker=$!
  until [[ -e $work/asking ]]; do sleep 0.01; done
  local begin
  begin=$(date +%s%N)
  start "$name" "$@"
  wait "$asker" || fail "$name is not ready in time"
  seconds=$(awk -v begin="$begin" '{printf "%.3f", ($1 - begin) / 1e9}' "$work/ready")
}

memory_of() { # PID: resident now and at its highest, in MiB
  awk '/^VmRSS/ {now = $2} /^VmHWM/ {most = $2} END {printf "%d %d", now / 1024, most / 1024}' "/proc/$1/status"
}

machine() {
  echo "$(date +%F), $cores cores of $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), load average $(cut -d' ' -f1-3 /proc/loadavg) before, $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo 'no commit')"
}
