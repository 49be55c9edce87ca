// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <new>
#include <string>

#include <detente/error.hpp>
#include <detente/strategy/acting.hpp>
#include <detente/strategy/failure.hpp>
#include <detente/text/text.hpp>

namespace detente {

/// What a module holds, as its symbols have it.
struct ModuleContents {
  const char* abi;      ///< symbol of the `ModuleAbi`
  const char* unit;     ///< symbol of the function that enters all
  const char* missing;  ///< ends the sentence about a module without them: "is not a … module: it has no …"
};

/// Lets a module act; what it throws is a `RunFailure` that names it and the task.
template <class Act>
auto run_module(const std::string& file, const char* task, Act act) {
  constexpr std::size_t kMostTold = 300;  // bytes that are told
  const Acting scope(file, task);
  const auto failed = [&](std::string_view what) {
    return RunFailure("module '" + file + "' failed " + task + ": " + shortened(what, kMostTold));
  };
  try {
    return act();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& thrown) {
    throw failed(thrown.what());
  } catch (...) {
    throw failed(kNoException);
  }
}

/// Loads a module, which is never unloaded, and finds its unit. `file` is what messages call it. Throws `Error` when it
/// is no module with these contents, is cut short, or was built for another ABI or compiler.
void* load_unit(const std::filesystem::path& module, const std::string& file, const ModuleContents& contents);

/// Whether a module has these contents; false for a file that is no module. Throws `Error` when it is cut short.
bool has_unit(const std::filesystem::path& module, const ModuleContents& contents);

}  // namespace detente
