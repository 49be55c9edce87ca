// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "strategy/loaded_module.hpp"

#include <dlfcn.h>

#include <cstring>

#include <detente/strategy.hpp>

#include "strategy/module_file.hpp"

namespace detente {
namespace {

/// Loads a module for good, since strategies live in it; null where it cannot be.
void* opened(const std::filesystem::path& module, const std::string& file) {
  std::error_code unreadable;
  if (!std::filesystem::exists(module, unreadable)) throw Error("there is no module '" + file + "'");
  // A bare name would be searched in the system's folders.
  const std::string path = std::filesystem::absolute(module).string();
  check_module_file(path, file);
  return run_module(file, "when it was loaded", [&] { return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL); });
}

}  // namespace

void* load_unit(const std::filesystem::path& module, const std::string& file, const ModuleContents& contents) {
  void* const handle = opened(module, file);
  if (handle == nullptr) throw Error("'" + file + "' cannot be loaded as a module: " + dlerror());
  const auto* const abi = static_cast<const ModuleAbi*>(dlsym(handle, contents.abi));
  void* const unit = dlsym(handle, contents.unit);
  const ModuleAbi mine;
  if (abi == nullptr || unit == nullptr || std::memcmp(abi->magic, mine.magic, sizeof mine.magic) != 0)
    throw Error("'" + file + "' " + contents.missing);
  const std::string_view compiler(abi->compiler, strnlen(abi->compiler, sizeof abi->compiler));
  if (abi->version != mine.version || compiler != mine.compiler)
    throw Error("module '" + file + "' was built for engine ABI " + std::to_string(abi->version) + " with compiler " +
                std::string(compiler) + "; this engine has ABI " + std::to_string(mine.version) + " and compiler " +
                mine.compiler + ", so build the module again");
  return unit;
}

bool has_unit(const std::filesystem::path& module, const ModuleContents& contents) {
  void* const handle = opened(module, module.string());
  return handle != nullptr && dlsym(handle, contents.unit) != nullptr;
}

}  // namespace detente
