// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/build.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/version.hpp>

#include "files/compiler_message.hpp"
#include "files/process.hpp"
#include "files/scratch_folder.hpp"
#include "files/sha256.hpp"
#include "submissions/box.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 8 << 20;
constexpr int kPagesInMebibyte = 16;
constexpr const char* kSourceInBox = "/in/submission.cpp";
constexpr const char* kHeadersInBox = "/in/strategy.pch";
constexpr const char* kModuleInBox = "/in/submission.wasm";

constexpr std::array kToWasm{
    "--target=wasm32-wasi",   "-std=c++20", "-O2", "-fignore-exceptions", "-ffp-contract=off", "-ferror-limit=3",
    "-fno-caret-diagnostics", "-w"};
constexpr std::array kLinked{
    "--target=wasm32-wasi",   "-nostartfiles",     "-Wl,--no-entry",          "-Wl,--export=__wasm_call_ctors",
    "-Wl,--gc-sections",      "-Wl,--strip-all",   "-Wl,-z,stack-size=65536", "/out/side-guest.o",
    "/out/side-allocation.o", "/out/side-alone.o", "/out/strategy.o",         "-o",
    "/out/guest.wasm"};
constexpr std::array kToNative{"-O1",
                               "-w",
                               "-fPIC",
                               "-shared",
                               "-fexceptions",
                               "-fvisibility=hidden",
                               "-fno-strict-aliasing",
                               "-ffp-contract=off",
                               "-ftls-model=initial-exec",
                               "-Werror=frame-larger-than=16384",
                               "-I/guest",
                               "-DDETENTE_WRITTEN=\"/out/written.c\"",
                               "/guest/native.c",
                               "-lm",
                               "-o",
                               "/out/guest.so"};

/// What decides what becomes of a file.
std::string recipe(const Toolchain& tools) {
  std::string text = std::string(kVersion) + '\0' + tools.version();
  const auto add = [&](const auto& words) {
    for (const char* const word : words) text.append(word) += '\0';
  };
  add(kToWasm);
  add(kLinked);
  add(kToNative);
  return text;
}

/// A submission is read once, so that what is compiled is what its code names. A link could lead to a file of ours, and
/// whatever else is no plain file could keep us waiting.
std::string contents(const fs::path& file) {
  const Descriptor in(open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (in.number() < 0)
    throw SubmissionRefusal(errno == ELOOP ? "it is a symbolic link; submit the file itself"
                                           : fmt::format("it cannot be read: {}", std::strerror(errno)));
  struct stat about {};
  if (fstat(in.number(), &about) != 0 || !S_ISREG(about.st_mode)) throw SubmissionRefusal("it is not a plain file");
  std::string text;
  for (std::array<char, 1 << 16> part{}; text.size() <= kMostBytes;) {
    const ssize_t count = read(in.number(), part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw SubmissionRefusal(fmt::format("it cannot be read: {}", std::strerror(errno)));
    if (count == 0) return text;
    text.append(part.data(), static_cast<std::size_t>(count));
  }
  throw SubmissionRefusal("it is larger than 8 MiB");
}

void write(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw RunFailure(fmt::format("cannot write '{}'", file.string()));
}

/// Puts a file that is complete in its place, in one step.
void place(const fs::path& made, const fs::path& where) {
  // Made in a box, where it may have become a link to whatever.
  if (!fs::is_regular_file(fs::symlink_status(made))) throw SubmissionRefusal("its build left no plain file");
  std::error_code error;
  std::string beside = where.string() + ".XXXXXX";
  const Descriptor unique(mkstemp(beside.data()));  // of two threads that compile the same contents, too
  if (unique.number() < 0) error.assign(errno, std::generic_category());
  if (!error) fs::copy_file(made, beside, fs::copy_options::overwrite_existing, error);
  if (!error) fs::rename(beside, where, error);
  if (error) {
    std::error_code ignored;
    fs::remove(beside, ignored);
    throw RunFailure(fmt::format("cannot write '{}': {}", where.string(), error.message()));
  }
}

/// One file on its way. In the box it has a name of ours, whatever its user called it.
class Building {
 public:
  Building(const fs::path& file, const std::string& text, std::int64_t memory, const Toolchain& tools)
      : file_(file), is_source_(file.extension() != ".wasm"), memory_(memory), tools_(tools) {
    write(text_.path() / "text", text);
  }

  fs::path library() {
    if (is_source_) compile();
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
    if (sees_file) box.readable.emplace_back(text_.path() / "text", is_source_ ? kSourceInBox : kModuleInBox);
    return box;
  }
  std::vector<std::string> to_wasm() const {
    std::vector<std::string> command{tools_.compiler};
    command.insert(command.end(), kToWasm.begin(), kToWasm.end());
    for (std::size_t i = 0; i < tools_.includes.size(); ++i) command.push_back(fmt::format("-I/headers/{}", i));
    return command;
  }
  void compile() {
    guest_side();
    Box within = box(true);
    within.readable.emplace_back(precompiled(), kHeadersInBox);
    std::vector<std::string> command = to_wasm();
    command.insert(command.end(), {"-include-pch", kHeadersInBox, "-c", kSourceInBox, "-o", "/out/strategy.o"});
    const BoxedEnd end = run_boxed(command, within);
    if (!end.has_succeeded) refuse_source(end);
    std::vector<std::string> link{tools_.compiler};
    link.insert(link.end(), kLinked.begin(), kLinked.end());
    need(run_boxed(link, box(false)), "it does not link");
  }
  /// A part that all submissions share, compiled once: its place in the cache. The less there is of it, the faster each
  /// submission is made native.
  fs::path shared(const std::string& name, const std::vector<std::string>& words) {
    const fs::path kept = submission_cache() / fmt::format("{}-{}", sha256(recipe(tools_)), name);
    std::error_code error;
    if (fs::exists(kept, error)) return kept;
    std::vector<std::string> command = to_wasm();
    command.insert(command.end(), words.begin(), words.end());
    command.insert(command.end(), {"-o", "/out/" + name});
    const BoxedEnd end = run_boxed(command, box(false));
    if (!end.has_succeeded)
      throw RunFailure(fmt::format("the guest's side does not compile{}{}:\n{}", end.end.empty() ? "" : "; it ",
                                   end.end, end.message));
    place(scratch_.path() / name, kept);
    return kept;
  }
  /// The headers of a strategy, which take most of the time to compile one. Times of files decide nothing.
  fs::path precompiled() {
    return shared("strategy.pch",
                  {"-Xclang", "-fno-pch-timestamp", "-x", "c++-header", "/headers/0/detente/strategy.hpp"});
  }
  void guest_side() {
    for (const char* const part : {"guest", "allocation", "alone"}) {
      const fs::path kept = shared(fmt::format("{}.o", part), {"-Os", "-c", fmt::format("/guest/{}.cpp", part)});
      std::error_code error;
      fs::copy_file(kept, scratch_.path() / fmt::format("side-{}.o", part), fs::copy_options::overwrite_existing,
                    error);
      if (error) throw RunFailure(fmt::format("cannot read '{}': {}", kept.string(), error.message()));
    }
  }
  void meter() {
    Box within = box(!is_source_);
    within.readable.emplace_back(tools_.meter, "/meter");
    need(run_boxed({"/meter", is_source_ ? "/out/guest.wasm" : kModuleInBox, "/out/metered.wasm",
                    std::to_string(memory_ * kPagesInMebibyte)},
                   within),
         "");
  }
  void translate() {
    need(run_boxed({tools_.wasm2c, "/out/metered.wasm", "-n", "guest", "-o", "/out/written.c"}, box(false)),
         "wasm2c does not take it");
  }
  void make_native() {
    Box within = box(false);
    within.seconds = 30;
    std::vector<std::string> command{tools_.native};
    command.insert(command.end(), kToNative.begin(), kToNative.end());
    need(run_boxed(command, within), "a C compiler does not take it");
  }

  /// The first lines, without those that lead to a place, and without what a compiler that gave up says of itself.
  static std::string first_lines(const std::string& message) {
    constexpr int kMostLines = 12;
    std::istringstream all(message.substr(0, message.find("PLEASE submit a bug report")));
    std::string kept;
    int lines = 0;
    for (std::string line; std::getline(all, line);) {
      if (line.starts_with("In file included from ")) continue;
      if (++lines > kMostLines) return kept + "\n…";
      kept += (kept.empty() ? "" : "\n") + line;
    }
    return kept;
  }
  [[noreturn]] void refuse_source(const BoxedEnd& end) const {
    if (!end.end.empty()) throw SubmissionRefusal("its compiler " + end.end);
    std::string message = end.message;
    const std::string name = file_.string();
    for (std::size_t at = 0; (at = message.find(kSourceInBox, at)) != std::string::npos; at += name.size())
      message.replace(at, std::string_view(kSourceInBox).size(), name);
    const std::string sentence = explained(message, file_);
    throw SubmissionRefusal(sentence.empty() ? "it does not compile; the compiler says:\n" + first_lines(message)
                                             : "it does not compile: " + sentence + "\n\nThe compiler says:\n" +
                                                   first_lines(message));
  }
  /// `fault`: what it means where a step fails; "" where the step says so itself.
  static void need(const BoxedEnd& end, const std::string& fault) {
    if (end.has_succeeded) return;
    if (!end.end.empty())
      throw SubmissionRefusal((fault.empty() ? "" : fault + ": ") + "a step of its build " + end.end);
    const std::string message = end.message.empty() ? "no reason is given" : end.message;
    throw SubmissionRefusal(fault.empty() ? message : fault + "; the program says:\n" + first_lines(message));
  }

  const fs::path& file_;
  bool is_source_;
  std::int64_t memory_;
  const Toolchain& tools_;
  ScratchFolder text_;     // which no box may write
  ScratchFolder scratch_;  // /out
};

std::string code_of(const fs::path& file, const std::string& text, std::int64_t memory, const Toolchain& tools) {
  return sha256(fmt::format("{}\n{}\n{}", memory, file.extension().string(), recipe(tools)) + '\0' + text);
}

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
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error)
    throw RunFailure(
        fmt::format("cannot make the folder '{}' for compiled submissions: {}; set XDG_CACHE_HOME to another one",
                    folder.string(), error.message()));
  // What is in it is loaded and run: nobody else may put anything there.
  for (fs::path one = folder; one != base.parent_path(); one = one.parent_path()) {
    struct stat about {};
    if (stat(one.c_str(), &about) != 0 || (about.st_uid != getuid() && about.st_uid != 0) ||
        ((about.st_mode & S_IWOTH) != 0 && (about.st_mode & S_ISVTX) == 0))
      throw RunFailure(fmt::format(
          "others may write to '{}', where compiled submissions are kept; set XDG_CACHE_HOME to a folder of yours",
          one.string()));
  }
  return folder;
}

std::string submission_code(const fs::path& file, std::int64_t memory, const Toolchain& tools) {
  return code_of(file, contents(file), memory, tools);
}

BuiltSubmission build(const fs::path& file, std::int64_t memory, const Toolchain& tools) {
  const std::string text = contents(file);
  const std::string code = code_of(file, text, memory, tools);
  const fs::path library = submission_cache() / (code + ".so");
  std::error_code error;
  if (!fs::exists(library, error)) place(Building(file, text, memory, tools).library(), library);
  return {library, code};
}

}  // namespace detente::cli
