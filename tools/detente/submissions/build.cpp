// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/build.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "files/compiler_message.hpp"
#include "files/scratch_folder.hpp"
#include "submissions/box.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 8 << 20;
constexpr int kPagesInMebibyte = 16;

std::string hash_of(const std::string& text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string contents(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) throw SubmissionRefusal("it is not a file");
  if (fs::file_size(file, error) > kMostBytes) throw SubmissionRefusal("it is larger than 8 MiB");
  std::ifstream in(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (!in || text.size() > kMostBytes) throw SubmissionRefusal("it cannot be read");
  return text;
}

/// Puts a file that is complete in its place, in one step.
void place(const fs::path& made, const fs::path& where) {
  std::error_code error;
  const fs::path beside = where.string() + fmt::format(".{}", getpid());
  fs::copy_file(made, beside, fs::copy_options::overwrite_existing, error);
  if (!error) fs::rename(beside, where, error);
  if (error) {
    std::error_code ignored;
    fs::remove(beside, ignored);
    throw RunFailure(fmt::format("cannot write '{}': {}", where.string(), error.message()));
  }
}

/// One file on its way.
class Building {
 public:
  Building(const fs::path& file, std::int64_t memory, const Toolchain& tools)
      : file_(file), memory_(memory), tools_(tools) {}

  fs::path library() {
    if (file_.extension() == ".wasm") {
      in_ = "/in/" + file_.filename().string();
    } else {
      compile();
      in_ = "/out/guest.wasm";
    }
    meter();
    translate();
    make_native();
    return scratch_.path() / "guest.so";
  }

 private:
  Box box(bool sees_file) const {
    Box box{.readable = {{tools_.sources, "/guest"}}, .writable = scratch_.path()};
    for (std::size_t i = 0; i < tools_.includes.size(); ++i)
      box.readable.emplace_back(tools_.includes[i], fmt::format("/headers/{}", i));
    if (sees_file) box.readable.emplace_back(fs::absolute(file_), "/in/" + file_.filename().string());
    return box;
  }
  std::vector<std::string> to_wasm() const {
    std::vector<std::string> command{
        tools_.compiler,       "--target=wasm32-wasi", "-std=c++20",      "-O2",
        "-fignore-exceptions", "-ffp-contract=off",    "-ferror-limit=3", "-fno-caret-diagnostics"};
    for (std::size_t i = 0; i < tools_.includes.size(); ++i) command.push_back(fmt::format("-I/headers/{}", i));
    return command;
  }
  void compile() {
    guest_side();
    std::vector<std::string> command = to_wasm();
    const std::string name = file_.filename().string();
    command.insert(command.end(), {"-c", "/in/" + name, "-o", "/out/strategy.o"});
    const BoxedEnd end = run_boxed(command, box(true));
    if (!end.has_succeeded) refuse_source(end);
    need(run_boxed({tools_.compiler, "--target=wasm32-wasi", "-nostartfiles", "-Wl,--no-entry",
                    "-Wl,--export=__wasm_call_ctors", "-Wl,--gc-sections", "-Wl,--strip-all", "-Wl,-z,stack-size=65536",
                    "/out/side-guest.o", "/out/side-alone.o", "/out/strategy.o", "-o", "/out/guest.wasm"},
                   box(false)),
         "it does not link");
  }
  /// The guest's side is compiled once for all submissions.
  void guest_side() {
    for (const char* const part : {"guest", "alone"}) {
      const fs::path kept = submission_cache() / fmt::format("{}-{}.o", part, hash_of(tools_.version()));
      const std::string name = fmt::format("side-{}.o", part);
      std::error_code error;
      if (!fs::exists(kept, error)) {
        std::vector<std::string> command = to_wasm();
        command.insert(command.end(), {"-c", fmt::format("/guest/{}.cpp", part), "-o", "/out/" + name});
        const BoxedEnd end = run_boxed(command, box(false));
        if (!end.has_succeeded)
          throw RunFailure(fmt::format("the guest's side does not compile{}{}:\n{}", end.end.empty() ? "" : "; it ",
                                       end.end, end.message));
        place(scratch_.path() / name, kept);
      }
      fs::copy_file(kept, scratch_.path() / name, fs::copy_options::overwrite_existing, error);
      if (error) throw RunFailure(fmt::format("cannot read '{}': {}", kept.string(), error.message()));
    }
  }
  void meter() {
    Box within = box(file_.extension() == ".wasm");
    within.readable.emplace_back(tools_.meter, "/meter");
    need(run_boxed({"/meter", in_, "/out/metered.wasm", std::to_string(memory_ * kPagesInMebibyte)}, within), "");
  }
  void translate() {
    need(run_boxed({tools_.wasm2c, "/out/metered.wasm", "-n", "guest", "-o", "/out/written.c"}, box(false)),
         "wasm2c does not take it");
  }
  void make_native() {
    Box within = box(false);
    within.seconds = 30;
    need(run_boxed({tools_.native, "-O1", "-w", "-fPIC", "-shared", "-fexceptions", "-fvisibility=hidden",
                    "-fno-strict-aliasing", "-ffp-contract=off", "-ftls-model=initial-exec",
                    "-Werror=frame-larger-than=16384", "-I/guest", "-DDETENTE_WRITTEN=\"/out/written.c\"",
                    "/guest/native.c", "-lm", "-o", "/out/guest.so"},
                   within),
         "a C compiler does not take it");
  }

  [[noreturn]] void refuse_source(const BoxedEnd& end) const {
    std::string message = end.message;
    const std::string in_box = "/in/" + file_.filename().string();
    for (std::size_t at = message.find(in_box); at != std::string::npos; at = message.find(in_box, at + 1))
      message.replace(at, in_box.size(), file_.string());
    if (!end.end.empty()) throw SubmissionRefusal("its compiler " + end.end);
    const std::string sentence = explained(message, file_);
    throw SubmissionRefusal(sentence.empty()
                                ? "it does not compile; the compiler says:\n" + message
                                : "it does not compile: " + sentence + "\n\nThe compiler says:\n" + message);
  }
  /// `fault`: what it means where a step fails; "" where the step says so itself.
  static void need(const BoxedEnd& end, const std::string& fault) {
    if (end.has_succeeded) return;
    if (!end.end.empty())
      throw SubmissionRefusal((fault.empty() ? "" : fault + ": ") + "a step of its build " + end.end);
    const std::string message = end.message.empty() ? "no reason is given" : end.message;
    throw SubmissionRefusal(fault.empty() ? message : fault + "; the program says:\n" + message);
  }

  const fs::path& file_;
  std::int64_t memory_;
  const Toolchain& tools_;
  ScratchFolder scratch_;
  std::string in_;
};

}  // namespace

fs::path submission_cache() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  const char* const home = std::getenv("HOME");
  const fs::path base = cache != nullptr && *cache == '/' ? fs::path(cache)
                        : home != nullptr && *home == '/'
                            ? fs::path(home) / ".cache"
                            : fs::temp_directory_path() / fmt::format("detente-{}", getuid());
  const fs::path folder = base / "detente" / "submissions";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw RunFailure(
        fmt::format("cannot make the folder '{}' for compiled submissions: {}; set XDG_CACHE_HOME to another one",
                    folder.string(), error.message()));
  return folder;
}

BuiltSubmission build(const fs::path& file, std::int64_t memory, const Toolchain& tools) {
  const std::string code =
      hash_of(fmt::format("{}\n{}\n{}", memory, file.extension().string(), tools.version()) + contents(file));
  const fs::path library = submission_cache() / (code + ".so");
  std::error_code error;
  if (!fs::exists(library, error)) place(Building(file, memory, tools).library(), library);
  return {library, code};
}

}  // namespace detente::cli
