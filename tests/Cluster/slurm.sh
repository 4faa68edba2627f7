# A Slurm cluster of two virtual nodes on this machine, all of it in one temporary folder: to be sourced.
# Daemons are started directly, without systemd and without cgroups; nothing listens but on 127.0.0.1.

slurm_packages=(slurmctld slurmd slurm-client munge)
slurm_nodes=(node1 node2)
slurm_daemons=()

# Whether everything that the cluster needs is installed.
slurm_installed() {
  local program
  for program in slurmctld slurmd sbatch squeue scontrol munged; do
    PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null || return 1
  done
}

# Installs Debian's packages where that can be done: by root, with apt-get and a source of packages.
slurm_install() {
  slurm_installed && return 0
  [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null || return 1
  timeout 120 apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive timeout 240 \
    apt-get install -y -qq --no-install-recommends "${slurm_packages[@]}" >/dev/null 2>&1
  slurm_installed
}

# A port of this machine on which nothing listens.
slurm_free_port() {
  local port
  while port=$((20000 + RANDOM % 20000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# slurm_start FOLDER: starts the cluster in a folder of its own and waits until both nodes are idle.
slurm_start() {
  slurm_root=$1
  PATH="$PATH:/usr/sbin"
  mkdir -p "$slurm_root"/{run,log,state,spool}
  chmod 755 "$slurm_root" "$slurm_root/run"
  (umask 077 && head -c 128 /dev/urandom >"$slurm_root/munge.key")
  export SLURM_CONF=$slurm_root/slurm.conf

  # A requeued job waits until the credentials of its first start have expired, and a node counts as lost once it has not
  # answered for SlurmdTimeout; both are short here, so that the test is.
  cat >"$SLURM_CONF" <<END
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$(slurm_free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$slurm_root/run/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation=$slurm_root/state
SlurmdSpoolDir=$slurm_root/spool/%n
SlurmctldPidFile=$slurm_root/run/slurmctld.pid
SlurmdPidFile=$slurm_root/run/%n.pid
SlurmctldLogFile=$slurm_root/log/slurmctld.log
SlurmdLogFile=$slurm_root/log/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmdTimeout=5
SchedulerParameters=sched_interval=2,sched_min_interval=0
$(for node in "${slurm_nodes[@]}"; do
    echo "NodeName=$node NodeHostname=$node NodeAddr=127.0.0.1 Port=$(slurm_free_port) CPUs=1"
  done)
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END

  munged --force --socket="$slurm_root/run/munge.socket" --key-file="$slurm_root/munge.key" \
    --log-file="$slurm_root/log/munged.log" --pid-file="$slurm_root/run/munged.pid" \
    --seed-file="$slurm_root/munge.seed" || return 1
  slurmctld -c || return 1
  slurm_note_daemon slurmctld
  local node
  for node in "${slurm_nodes[@]}"; do
    slurmd -N "$node" || return 1
    slurm_note_daemon "$node"
  done
  slurm_wait_for 30 slurm_all_idle
}

# A daemon removes its own file at the start of its end, so that its number is kept here.
slurm_note_daemon() {
  slurm_wait_for 10 test -s "$slurm_root/run/$1.pid" && slurm_daemons+=("$(<"$slurm_root/run/$1.pid")")
}

slurm_all_idle() { [[ $(sinfo -h -N -t idle -o %N 2>/dev/null | wc -l) -eq ${#slurm_nodes[@]} ]]; }

# slurm_wait_for SECONDS COMMAND...: waits until a command succeeds.
slurm_wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.5
  done
}

# The keepers of the job steps on a node: the children of the node's own daemon have another parent by then, so that each
# is known by what it started.
slurm_steps_on() {
  local keeper task
  for keeper in $(pgrep -x slurmstepd); do
    for task in $(pgrep -P "$keeper"); do
      if tr '\0' '\n' <"/proc/$task/environ" | grep -qx "SLURMD_NODENAME=$1" &&
        tr '\0' '\n' <"/proc/$task/environ" | grep -qx "SLURM_CONF=$SLURM_CONF"; then
        echo "$keeper $task"
      fi
    done
  done 2>/dev/null
}

# Ends what runs on a node, each task with its group of processes.
slurm_kill_steps_on() {
  local keeper task
  slurm_steps_on "$1" | while read -r keeper task; do
    kill -9 "$keeper" -- "-$task"
  done 2>/dev/null
}

# slurm_kill_node NODE: everything on a node ends at once, as when its power fails.
slurm_kill_node() {
  kill -9 "$(<"$slurm_root/run/$1.pid")"
  slurm_kill_steps_on "$1"
}

# slurm_end PID...: asks processes to end, and ends those that have not after a while.
slurm_end() {
  local process
  for process; do kill "$process" 2>/dev/null; done
  for process; do slurm_wait_for 10 slurm_has_ended "$process" || kill -9 "$process" 2>/dev/null; done
}

# A process that has ended and that nobody has asked about still has its number.
slurm_has_ended() { ! [[ -e /proc/$1 ]] || grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

# Ends all daemons of this cluster, and what runs on its nodes; the one that vouches for messages ends last.
slurm_stop() {
  [[ -n ${slurm_root:-} ]] || return 0
  local node
  for node in "${slurm_nodes[@]}"; do
    slurm_kill_steps_on "$node"
  done
  slurm_end "${slurm_daemons[@]}"
  [[ -s $slurm_root/run/munged.pid ]] && slurm_end "$(<"$slurm_root/run/munged.pid")"
  return 0
}
