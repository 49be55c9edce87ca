#!/bin/bash
# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# Plays the field of a design in parts with GNU parallel, merges the parts, and writes the results.
# The same command again, after any end, plays only what is missing.
#
# Usage: shards-parallel.sh DESIGN.ini PARTS FOLDER [JOBS]
#   JOBS  parts that are played at a time, each on one thread [one for each core]
set -euo pipefail
design=$1 parts=$2 folder=$3 jobs=${4:-100%}
mkdir -p "$folder"

seq "$parts" | parallel --quote --jobs "$jobs" --joblog "$folder/parts.log" \
  detente run --config "$design" --threads 1 --store "$folder/part-{}.db" --shard "{}/$parts"

detente merge "$folder/all.db" "$folder"/part-*.db
detente run --config "$design" --store "$folder/all.db" --output "$folder/results"
