// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/toolchain.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "build_info.hpp"
#include "files/compiler.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSourcePackages =
    "clang-19 lld-19 libc++-19-dev-wasm32 libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32 wasi-libc";
constexpr std::string_view kPackages = "bubblewrap gcc wabt";

std::string found(const std::string& name) {
  const char* const path = std::getenv("PATH");
  for (const std::string& folder : split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    const std::string file = folder + "/" + name;
    if (!folder.empty() && access(file.c_str(), X_OK) == 0) return file;
  }
  return "";
}

fs::path own_folder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

}  // namespace

std::string need_program(const std::string& name) {
  std::string program = found(name);
  if (program.empty())
    throw Error(fmt::format("submissions need '{}', which is not here; install it with: apt-get install {} {}", name,
                            kPackages, kSourcePackages));
  return program;
}

Toolchain toolchain(bool for_source) {
  Toolchain tools;
  std::error_code error;
  for (const fs::path& place : {own_folder(), own_folder() / ".." / "libexec" / "detente"})
    if (fs::exists(place / "detente-meter", error)) tools.meter = (place / "detente-meter").string();
  if (tools.meter.empty())
    throw Error(
        "this détente was built without submissions; install what they need, and build it again, with: "
        "tools/submissions");
  if (for_source) tools.compiler = need_program("clang++-19");
  tools.wasm2c = need_program("wasm2c");
  tools.native = need_program("gcc");
  need_program("bwrap");
  for (const fs::path& place : {own_folder() / kInstallGuestDir, fs::path(kSourceGuestDir)})
    if (fs::exists(place / "guest.cpp", error)) {
      tools.sources = fs::canonical(place, error);
      break;
    }
  if (tools.sources.empty()) throw Error("the sources of the guest's side are gone; install détente again");
  for (const std::string& folder : include_folders()) tools.includes.emplace_back(folder);
  return tools;
}

std::string Toolchain::version() const {
  std::string text;
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(sources, error)) files.push_back(entry.path());
  for (const fs::path& folder : includes)
    for (const fs::directory_entry& entry : fs::directory_iterator(folder / "detente", error))
      if (entry.is_regular_file(error)) files.push_back(entry.path());
  files.push_back(includes.front() / "detente" / "guests" / "asks.hpp");
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    text += file.filename().string() + '\0';
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  // A compiler that was replaced is another one.
  for (const std::string& program : {compiler, meter, wasm2c, native}) {
    const fs::path file = fs::canonical(program, error);
    text += fmt::format("{} {} {}\n", file.string(), fs::file_size(file, error),
                        fs::last_write_time(file, error).time_since_epoch().count());
  }
  return text;
}

}  // namespace detente::cli
