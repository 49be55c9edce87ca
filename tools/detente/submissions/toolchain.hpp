// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace detente::cli {

/// The path of a program that submissions need, found in PATH. Throws `Error`, which says how to install it.
std::string need_program(const std::string& name);

/// What turns a submission into a guest.
struct Toolchain {
  std::string compiler;                         ///< clang++-19, for WebAssembly
  std::string meter;                            ///< detente-meter
  std::string wasm2c;                           ///< of WABT
  std::string native;                           ///< a C compiler
  std::filesystem::path sources;                ///< of the guest's side
  std::vector<std::filesystem::path> includes;  ///< folders of the headers

  /// A text that changes with anything that decides what comes out.
  std::string version() const;
};

/// Throws `Error` where something is missing. `for_source`: a compiler for WebAssembly is needed too.
Toolchain toolchain(bool for_source);

}  // namespace detente::cli
