// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <map>

#include "support/command.hpp"

/// Submissions, played by the command in a folder of the test's own, with compiled ones kept for all tests.
namespace submissions {

using namespace command;

/// Strategies that are known, against which submissions play.
inline const std::string kKnown = "tit-for-tat,hawk,grit";

/// A guest by hand, in the text form of WebAssembly: it cooperates. `$more` and the like are for `replaced`.
inline std::string guest_text() {
  const auto field = [](const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < 4; ++i) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      const std::size_t byte = text.size() >> (8 * i) & 0xFF;
      all += std::string("\\") + kDigits[byte >> 4] + kDigits[byte & 15];
    }
    return all + text;
  };
  std::string description;
  std::size_t bytes = 0;
  for (const std::string& text :
       {std::string("by-hand"), std::string(), std::string("Cooperates."), std::string("This test."), std::string("CD"),
        std::string("CC"), std::string("2"), std::string("$letters"), std::string("0"), std::string("0")}) {
    const std::string what = text == "$letters" ? "" : text;
    description += field(what);
    bytes += 4 + what.size();
  }
  return R"((module
  $imports
  $types
  (memory (export "memory") $pages)
  (data (i32.const 40960) ")" +
         description + R"(")
  (func $nothing)
  (func $construct (export "__wasm_call_ctors") $constructor)
  (func $where (export "detente_buffer") (result i32) $buffer)
  (func $ask (export "detente_ask") (param i32 i32 i32) (result i32) (local $at i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const $contract))))
    (if (i32.eq (local.get 0) (i32.const 1)) (then
      (if (i32.ge_s (local.get 1) (i32.const $strategies)) (then (return (i32.const -1))))
      (loop $copy
        (i32.store8 (i32.add (call $where) (local.get $at)) (i32.load8_u (i32.add (i32.const 40960) (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $copy (i32.lt_s (local.get $at) (i32.const )" +
         std::to_string(bytes) + R"())))
      (return (i32.const )" +
         std::to_string(bytes) + R"())))
    (if (i32.eq (local.get 0) (i32.const 12)) (then
      $playing
      (loop $clear
        (i32.store8 (i32.add (call $where) (local.get $at)) (i32.const 0))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $clear (i32.lt_s (local.get $at) (i32.const 64))))))
    (i32.const 0))
  $more))";
}

using Changes = std::map<std::string, std::string>;

/// The text with its blanks filled in, as they are or as the changes say.
inline std::string guest_text(const Changes& changes) {
  Changes all{{"$imports", ""},
              {"$types", ""},
              {"$pages", "2"},
              {"$constructor", ""},
              {"$buffer", "(i32.const 16384)"},
              {"$contract", "1"},
              {"$strategies", "1"},
              {"$playing", ""},
              {"$more", ""}};
  for (const auto& [what, by] : changes) all[what] = by;
  std::string text = guest_text();
  for (const auto& [what, by] : all) text = replaced(text, what, by);
  return text;
}

class Submissions : public Cli {
 protected:
  Submissions() {
    // One folder for all tests, so that what two of them play is compiled once; the user's own is left alone.
    const fs::path cache = fs::temp_directory_path() / ("detente-test-cache-" + std::to_string(getuid()));
    setenv("XDG_CACHE_HOME", cache.c_str(), 1);
    fs::create_directory(folder_ / "subs");
  }
  void SetUp() override {
    for (const char* const program : {"clang++-19", "wasm2c", "bwrap", "wat2wasm"})
      if (std::system(("command -v " + std::string(program) + " >/dev/null").c_str()) != 0)
        GTEST_SKIP() << program << " is not here: tools/submissions installs it";
    if (!fs::exists(fs::path(DETENTE_EXECUTABLE).parent_path() / "detente-meter"))
      GTEST_SKIP() << "this build has no detente-meter: tools/submissions installs what it needs";
  }
  /// A built-in strategy's file, perhaps changed.
  static std::string library_file(const std::string& path) {
    const std::string text = contents(fs::path(DETENTE_TEST_DIR) / ".." / "strategies" / path);
    EXPECT_FALSE(text.empty()) << path;
    return text;
  }
  void submit(const std::string& name, const std::string& text) const { write(folder_ / "subs" / name, text); }
  /// Compiles text to a .wasm file; false where wat2wasm does not.
  bool submit_text(const std::string& name, const std::string& text, const std::string& options = "") const {
    write(folder_ / "text.wat", text);
    const Outcome outcome = shell("wat2wasm " + options + " text.wat -o 'subs/" + name + "' && rm text.wat");
    EXPECT_EQ(outcome.status, 0) << name << ": " << outcome.err;
    return outcome.status == 0;
  }
  Outcome play(const Words& more = {}) const {
    Words words{"run", "--strategies", kKnown, "--submission", "subs", "--rounds", "20", "--show", "standings"};
    if (std::find(more.begin(), more.end(), "--repetitions") == more.end())
      words = with(words, {"--repetitions", "64"});
    return detente(with(words, more));
  }
  /// What became of entrants and files: "played", or why they are left out; by name.
  std::map<std::string, std::string> fates(const Words& more = {}) const {
    const Outcome outcome = play(with({"--format", "json"}, more));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const Json results = Json::parse(outcome.out, nullptr, false);
    std::map<std::string, std::string> fates;
    if (results.is_discarded()) return fates;
    for (const Json& row : results["standings"]) fates[row["strategy"]] = "played";
    for (const Json& one : results.value("left_out", Json::array())) fates[one["strategy"]] = one["why"];
    return fates;
  }
};

}  // namespace submissions
