#!/usr/bin/env bash
# A campaign on a Slurm cluster that loses a node in the middle ends with the same bytes as one that never left its machine.
#
#   tests/Cluster/lost-node.sh [--install]
#
# Needs Debian's packages slurmctld, slurmd, slurm-client and munge; --install installs them where that can be done.
# Exit codes: 0 it holds, 1 it does not, 77 there is no Slurm here, so that nothing was tested.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/slurm.sh"
experiment=(strategies-under-load --where 'size==4KiB' --reps 6)
shards=4
victim=node2

say() { echo "$(date +%T)  $*"; }
fail() {
  say "FAILED: $*"
  squeue --array 2>/dev/null
  tail -n 20 "$root"/cluster/log/*.log "$results"/slurm/*.log 2>/dev/null
  exit 1
}

# The tasks as 'shard state node'.
tasks() { squeue --noheader --array --format='%K %T %N' --state=all 2>/dev/null; }
shard_on() { tasks | awk -v node="$1" '$2 == "RUNNING" && $3 == node && $1 != "N/A" { print $1; exit }'; }
journal_of() { printf '%s/journal/shard-%04d-of-%04d.journal' "$results" "$1" "$shards"; }

# The rows of journals that tell how a run ended; the others are headers, and runs that were run twice to be checked.
rows_in() { cat "$@" 2>/dev/null | grep -cE '^[0-9a-f]{8} [0-9a-f]{32} (done|failed|timed-out) '; }
victim_is_in_the_middle() {
  lost=$(shard_on "$victim")
  [[ -n $lost ]] && (($(rows_in "$(journal_of "$lost")") >= 5))
}
is_requeued() { tasks | grep -qE "^$lost (PENDING|RUNNING node1|COMPLETING node1|COMPLETED node1)"; }
is_over() { [[ -z $(squeue --noheader 2>/dev/null) ]]; }

if [[ ${1:-} == --install ]]; then slurm_install; else slurm_installed; fi || {
  echo "not run: the packages ${slurm_packages[*]} are not installed, and cannot be"
  exit 77
}

root=$(mktemp -d)
results=$root/shared/results
trap 'slurm_stop; rm -rf "$root"' EXIT
mkdir -p "$root/shared"

dotnet publish "$here/../../src/Cli" -c Release -r linux-x64 --self-contained -o "$root/shared/tool" -v q --nologo \
  >"$root/publish.log" 2>&1 || { cat "$root/publish.log"; exit 1; }
tool=$root/shared/tool/dmamodel
cd "$root/shared" || exit 1
say "the tool is published, self-contained: $(du -sh tool | cut -f1)"

"$tool" run "${experiment[@]}" --out "$root/serial" -j 1 >/dev/null 2>&1 || { say 'FAILED: the serial run'; exit 1; }
runs=$(rows_in "$root"/serial/journal/*.journal)
say "a serial run wrote $runs runs"

slurm_start "$root/cluster" || fail 'the cluster did not start'
say "two nodes are up: $(sinfo --noheader --Node --format='%N %T' | tr '\n' ' ')"

"$tool" submit "${experiment[@]}" --slurm --shards $shards --out "$results" >"$root/submit.log" 2>&1 ||
  { cat "$root/submit.log"; fail 'it was not submitted'; }
say "submitted: $(head -n 1 "$root/submit.log")"

slurm_wait_for 60 victim_is_in_the_middle || fail "no shard got into its middle on $victim"
slurm_kill_node "$victim"
cp "$(journal_of "$lost")" "$root/before"
kept=$(rows_in "$root/before")
say "$victim is killed with everything on it: shard $lost has $kept runs in its journal"
"$tool" status "$results" >"$root/status" 2>&1
[[ $? -eq 4 ]] || { cat "$root/status"; fail 'status does not say that it is under way'; }
say "status: $(grep under "$root/status")"

slurm_wait_for 90 is_requeued || fail 'the lost task was not requeued'
say "the scheduler has noticed: $("$tool" status "$results" | grep -E "^ +$lost ")"
slurm_wait_for 120 is_over || fail 'the jobs did not end'
"$tool" status "$results" >"$root/status" 2>&1 || { cat "$root/status"; fail 'status does not say that it is done'; }
say "status: $(grep done "$root/status" | tail -n 1)"

# The journal's whole rows are kept, and no run was run twice but those in flight.
whole=$(head -n "$(wc -l <"$root/before")" "$root/before" | wc -c)
cmp -n "$whole" "$root/before" "$(journal_of "$lost")" || fail 'what the journal held is not there any more'
(($(rows_in "$results"/journal/*.journal) == runs)) || fail 'the journals do not hold each run once'
(($(grep -c 'at a time' "$results/slurm/shard-$lost.log") == 2)) || fail 'the lost shard was not started twice'
say "shard $lost went on behind its $kept runs; the journals hold each of the $runs runs once"

cmp "$root/serial/runs.csv" "$results/runs.csv" || fail 'runs.csv differs'
cmp "$root/serial/summary.csv" "$results/summary.csv" || fail 'summary.csv differs'
[[ -s $results/report.html ]] || fail 'there is no report'
say 'runs.csv and summary.csv are those of the serial run, byte for byte'
