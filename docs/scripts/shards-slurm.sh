#!/bin/bash
# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# Plays the field of a design in parts on a cluster with Slurm, merges the parts, and writes the results.
# The same command again, after any end, plays only what is missing.
#
# Usage: shards-slurm.sh DESIGN.ini PARTS FOLDER
#   FOLDER  on a disk that all nodes see. Options of sbatch are given by its variables, such as
#           SBATCH_PARTITION, SBATCH_ACCOUNT and SBATCH_TIMELIMIT.
set -euo pipefail
design=$(realpath "$1") parts=$2 folder=$(realpath -m "$3") step=${4:-submit}

if [ "$step" = submit ]; then
  mkdir -p "$folder"
  job() {
    sbatch --parsable --kill-on-invalid-dep=yes --job-name "detente-$1" --output "$folder/$2.log" "${@:3}" \
      "$0" "$design" "$parts" "$folder" "$1"
  }
  played=$(job part part-%a --array "1-$parts" --cpus-per-task 1 --signal B:TERM@60)
  merged=$(job merge merge --dependency "afterok:$played")
  job results results --dependency "afterok:$merged"
  exit
fi

here=$(mktemp -d) # on a disk of this node: a store that is written belongs to one host
trap 'rm -rf "$here"' EXIT
keep() { cp "$here/$1" "$folder/$1.new" && mv "$folder/$1.new" "$folder/$1"; }

case $step in
  part)
    part=part-$SLURM_ARRAY_TASK_ID.db
    if [ -e "$folder/$part" ]; then cp "$folder/$part" "$here"; fi
    detente run --config "$design" --threads "$SLURM_CPUS_PER_TASK" --store "$here/$part" \
      --shard "$SLURM_ARRAY_TASK_ID/$parts" &
    trap 'kill -TERM $!' TERM # a minute before the time limit: what was played until then is kept
    status=0
    wait $! || wait $! || status=$?
    keep "$part"
    exit $status
    ;;
  merge)
    detente merge "$here/all.db" "$folder"/part-*.db
    keep all.db
    ;;
  results)
    detente run --config "$design" --store "$here/new.db" --from "$folder/all.db" --output "$folder/results"
    ;;
esac
