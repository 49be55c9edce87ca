# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# What tools/quickstart, tools/submissions, tools/test, tools/check, tools/manual and .ci/run share. Sourced; works from the root of the source tree.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# All that is needed to build the command. A compiler or CMake of one's own will do.
build_packages() {
  command -v c++ >/dev/null || echo g++
  command -v cmake >/dev/null || echo cmake
  command -v ninja >/dev/null || command -v make >/dev/null || echo make
  echo libboost-dev libboost-program-options-dev libeigen3-dev libfmt-dev libhwy-dev libsqlite3-dev libtbb-dev libxxhash-dev
  echo libzstd-dev nettle-dev nlohmann-json3-dev node-d3
}

# All that tests the page of reports: node, a browser, and one font to measure by.
page_packages() {
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
  echo chromium fonts-dejavu-core
}

# Interpreters of the clients of programs.
client_packages() {
  command -v node >/dev/null || echo nodejs
  echo python3 r-base-core r-cran-jsonlite bubblewrap
}

# All that plays submissions: a compiler for WebAssembly, what makes it native, and a box for both.
submission_packages() {
  echo clang-19 lld-19 libc++-19-dev-wasm32 libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32 wasi-libc
  echo wabt bubblewrap libseccomp-dev gcc
}

# Two kinds of mpirun, for the ranks of a field.
mpi_packages() { echo libopenmpi-dev openmpi-bin libmpich-dev mpich; }

# What tests and checks the page, and reads columns of pairs, from npm, as lock files say.
page_modules() {
  local folder
  for folder in tools/report test/columns; do
    [[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]] && continue
    say "Installing what tests $folder …"
    (cd $folder && quietly "$(mktemp)" npm ci --no-audit --no-fund)
    touch $folder/node_modules/.package-lock.json
  done
}

# need PACKAGE...: installs those that are missing, by apt-get.
need() {
  command -v dpkg-query >/dev/null || {
    say "This is no Debian, so please see to these packages or their like yourself: $*"
    return 0
  }
  local missing=() package as_root=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null ||
      die "Missing packages, and neither root nor sudo to install them; ask for: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${missing[*]} …"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0) log
  log=$(mktemp)
  "${apt[@]}" update >"$log" 2>&1 && "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 || {
    cat "$log" >&2
    die "apt-get cannot install ${missing[*]}; its own words are above."
  }
  rm -f "$log"
}

# quietly LOG COMMAND...: shows what a command says on a terminal; elsewhere keeps it in LOG, and shows it on failure.
quietly() {
  local log=$1
  shift
  if [[ -t 2 ]]; then
    "$@" >&2
  else
    "$@" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
  fi
}

# build FOLDER ARGUMENT...: configures with the arguments and builds on all cores.
build() {
  local folder=$1 generator=()
  shift
  mkdir -p "$folder"
  if [[ ! -f $folder/CMakeCache.txt ]] && command -v ninja >/dev/null; then generator=(-G Ninja); fi
  cmake -S . -B "$folder" "${generator[@]}" "$@" >"$folder/configure.log" 2>&1 || {
    cat "$folder/configure.log" >&2
    die "CMake cannot configure $folder; if it was made by another build or elsewhere, delete it and try again."
  }
  say "Building $folder …"
  quietly "$folder/build.log" cmake --build "$folder" --parallel "$(nproc)" || die "The build of $folder failed."
}
