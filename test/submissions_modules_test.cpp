// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Modules of WebAssembly that no compiler of ours made: each is refused, or left out by name, or does nothing but play.
#include "support/submissions.hpp"

namespace {

using namespace submissions;

struct Module {
  std::string name;
  Changes changes;
  std::string fate;  ///< "played", or a part of why it is left out
  std::string options = "";
};

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::vector<Module> modules() {
  const std::string forever = "(loop $on (br $on))";
  const std::string many_params = repeated(" i64", 900);
  const std::string many_zeros = repeated(" (i64.const 0)", 900);
  std::string globals, functions;
  for (int i = 0; i < 1001; ++i) globals += " (global (mut i64) (i64.const 0))";
  for (int i = 0; i < 400; ++i) functions += " (func (result i32) (i32.const " + std::to_string(i) + "))";
  return {
      {"plain", {}, "played"},
      {"buffer-at-zero", {{"$buffer", "(i32.const 0)"}}, "played"},
      {"imports-function",
       {{"$imports", R"((import "env" "system" (func (param i32) (result i32))))"}},
       "no strategy is given: system"},
      {"imports-memory", {{"$imports", R"((import "env" "their_memory" (memory 1)))"}}, "", "--enable-multi-memory"},
      {"imports-global",
       {{"$imports", R"((import "env" "their_global" (global i32)))"}},
       "no strategy is given: their_global"},
      {"imports-table",
       {{"$imports", R"((import "env" "their_table" (table 1 funcref)))"}},
       "no strategy is given: their_table"},
      {"imports-code",
       {{"$imports", R"((import "*/ system(\"id\"); /*" "\"); system(\"id" (func)))"}},
       "no strategy is given"},
      {"starts", {{"$more", "(start $nothing)"}}, "it starts by itself"},
      {"exports-fuel",
       {{"$more", R"((global (export "fuel") (mut i64) (i64.const 1000000000000)))"}, {"$playing", forever}},
       "it did not answer within"},
      {"exports-code",
       {{"$more", R"((export "*/ system(\"id > pwned\"); /*" (func $nothing)) (export "a\00b\0a\"" (func $nothing)))"}},
       "played"},
      {"exports-names-of-c",
       {{"$more",
         R"((export "guest_ask" (func $nothing)) (export "main" (func $nothing)) (export "memcpy" (func $nothing)))"}},
       "played"},
      {"no-memory-export", {{R"((memory (export "memory") 2))", "(memory 2)"}}, "it lacks 'memory'"},
      {"no-ask", {{R"((export "detente_ask"))", ""}}, "it lacks 'detente_ask'"},
      {"no-buffer", {{R"((export "detente_buffer"))", ""}}, "it lacks 'detente_buffer'"},
      {"no-constructors", {{R"((export "__wasm_call_ctors"))", ""}}, "it lacks '__wasm_call_ctors'"},
      {"ask-is-memory",
       {{R"((export "detente_ask"))", ""}, {"$more", R"((export "detente_ask" (memory 0)))"}},
       "it lacks 'detente_ask'"},
      {"buffer-takes",
       {{R"((export "detente_buffer"))", ""},
        {"$more", R"((func (export  "detente_buffer") (param i32) (result i32) (i32.const 16384)))"}},
       "takes or gives other values"},
      {"ask-gives-double",
       {{R"((export "detente_ask"))", ""},
        {"$more", R"((func (export  "detente_ask") (param i32 i32 i32) (result f64) (f64.const 0)))"}},
       "takes or gives other values"},
      {"two-memories",
       {{"$more", "(memory 1)"}},
       "it is no WebAssembly that a strategy may be",
       "--enable-multi-memory"},
      {"huge-memory", {{"$pages", "65536"}}, "--memory allows 16384 KiB"},
      {"wants-more-later", {{"$pages", "2 65536"}}, "played"},
      {"shared-memory", {{"$pages", "2 4 shared"}}, "it is no WebAssembly that a strategy may be", "--enable-threads"},
      {"memory-of-64-bits",
       {{"$more", "(memory i64 1)"}},
       "it is no WebAssembly that a strategy may be",
       "--enable-memory64 --enable-multi-memory"},
      {"tail-call",
       {{"$more", "(func (return_call $nothing))"}},
       "it is no WebAssembly that a strategy may be",
       "--enable-tail-call"},
      {"vectors",
       {{"$more", "(func (drop (v128.const i32x4 0 0 0 0)))"}},
       "it is no WebAssembly that a strategy may be"},
      {"bulk-copy",
       {{"$more", "(func (memory.copy (i32.const 0) (i32.const 0) (i32.const 100000)))"}},
       "it is no WebAssembly that a strategy may be"},
      {"bulk-fill",
       {{"$more", "(func (memory.fill (i32.const 0) (i32.const 0) (i32.const 100000)))"}},
       "it is no WebAssembly that a strategy may be"},
      {"references",
       {{"$more", "(table $t 1 externref) (func (drop (table.grow $t (ref.null extern) (i32.const 100000))))"}},
       "it is no WebAssembly that a strategy may be"},
      {"exceptions",
       {{"$more", "(tag $e) (func (throw $e))"}},
       "it is no WebAssembly that a strategy may be",
       "--enable-exceptions"},
      {"several-results",
       {{"$more", "(func (result i32 i32) (i32.const 0) (i32.const 0))"}},
       "it is no WebAssembly that a strategy may be"},
      {"atomics",
       {{"$more", "(func (drop (i32.atomic.load (i32.const 0))))"}},
       "it is no WebAssembly that a strategy may be",
       "--enable-threads"},
      {"writes-fuel",
       {{"$playing", "(global.set 0 (i64.const 1000000000000))"}},
       "it is no WebAssembly that a strategy may be",
       "--no-check"},
      {"reads-no-local",
       {{"$more", "(func (drop (local.get 7)))"}},
       "it is no WebAssembly that a strategy may be",
       "--no-check"},
      {"wrong-types",
       {{"$more", "(func (result i32) (f64.const 1))"}},
       "it is no WebAssembly that a strategy may be",
       "--no-check"},
      {"table-bomb", {{"$more", "(table 100000000 funcref)"}}, "its table of functions has more than 10000 places"},
      {"global-bomb", {{"$more", globals}}, "it has more than 1000 globals"},
      {"many-functions", {{"$more", functions}}, "played"},
      {"data-beyond-memory", {{"$more", R"((data (i32.const 131070) "beyond"))"}}, "it reached beyond its memory"},
      {"elements-beyond-table",
       {{"$more", "(table 1 funcref) (elem (i32.const 5) $nothing)"}},
       "it reached beyond its memory"},
      {"stops-early", {{"$constructor", "unreachable"}}, "it stopped itself"},
      {"constructs-forever", {{"$constructor", forever}}, "it did not answer within"},
      {"finds-no-buffer", {{"$buffer", forever + " (i32.const 0)"}}, "it did not answer within"},
      {"buffer-beyond", {{"$buffer", "(i32.const 131064)"}}, "its buffer is not in its memory"},
      {"buffer-negative", {{"$buffer", "(i32.const -8)"}}, "its buffer is not in its memory"},
      {"other-contract", {{"$contract", "2"}}, "it was made for version 2 of the contract with guests"},
      {"no-strategy", {{"$strategies", "0"}}, "it adds no strategy"},
      {"many-strategies", {{"$strategies", "1000000"}}, "it adds more than 100 strategies"},
      {"plays-forever", {{"$playing", forever}}, "it did not answer within"},
      {"divides-by-zero", {{"$playing", "(drop (i32.div_u (i32.const 1) (local.get $at)))"}}, "it divided by zero"},
      {"divides-too-far",
       {{"$playing", "(drop (i32.div_s (i32.const 0x80000000) (i32.sub (local.get $at) (i32.const 1))))"}},
       "it divided a number that has no such quotient"},
      {"makes-whole",
       {{"$playing", "(drop (i32.trunc_f64_s (f64.const nan)))"}},
       "it made a whole number of what is none"},
      {"reads-beyond",
       {{"$playing", "(drop (i64.load offset=4294967295 (i32.const -1)))"}},
       "it reached beyond its memory"},
      {"writes-beyond",
       {{"$playing", "(i64.store (i32.const 131065) (i64.const -1))"}},
       "it reached beyond its memory"},
      {"grows", {{"$playing", "(drop (memory.grow (i32.const 1)))"}}, "played"},
      {"grows-far", {{"$playing", "(drop (memory.grow (i32.const -1)))"}}, "played"},
      {"calls-wrong-type",
       {{"$types", "(type $t (func (result f64)))"},
        {"$more", "(table 1 funcref) (elem (i32.const 0) $nothing)"},
        {"$playing", "(drop (call_indirect (type $t) (i32.const 0)))"}},
       "it called what is no function of that kind"},
      {"calls-beyond",
       {{"$types", "(type $t (func))"},
        {"$more", "(table 1 funcref)"},
        {"$playing", "(call_indirect (type $t) (i32.const 4000000000))"}},
       "it called what is no function of that kind"},
      {"calls-deep",
       {{"$more", "(func $deep (param" + many_params + ") (call $deep" + many_zeros + "))"},
        {"$playing", "(call $deep" + many_zeros + ")"}},
       "it called itself too deeply"},
      {"nests-deep", {{"$more", "(func " + repeated("(block ", 3000) + repeated(")", 3000) + ")"}}, ""},
      {"large-frame", {{"$more", "(func (result i64) (local" + repeated(" i64", 40'000) + ") (local.get 39999))"}}, ""},
      {"odd-chance-of-c", {{"$playing", "(i64.store (call $where) (i64.const -1)) (return (i32.const 0))"}}, "255"},
  };
}

TEST_F(Submissions, ByHandPlays) {
  ASSERT_TRUE(submit_text("by-hand.wasm", guest_text({})));
  EXPECT_EQ(fates()["by-hand"], "played");
}

class LongSubmissionModules : public Submissions {};

TEST_F(LongSubmissionModules, EachIsRefusedLeftOutOrPlays) {
  const std::vector<Module> all = modules();
  for (const Module& module : all) submit_text(module.name + ".wasm", guest_text(module.changes), module.options);
  submit("empty.wasm", "");
  submit("text.wasm", "this is no module");
  submit("magic-alone.wasm", std::string("\0asm", 4));
  submit("version-2.wasm", std::string("\0asm\2\0\0\0", 8));
  submit("large.wasm", std::string((8 << 20) + 1, 'x'));
  submit("zeros.wasm", std::string(1 << 20, '\0'));
  const auto before = files();
  const std::map<std::string, std::string> found = fates({"--steps", "100000"});
  EXPECT_EQ(files(), before);
  for (const Module& module : all) {
    const auto as_file = found.find("subs/" + module.name + ".wasm");
    const auto as_entrant = found.find("by-hand@" + module.name);
    const std::string fate = as_file != found.end()      ? as_file->second
                             : as_entrant != found.end() ? as_entrant->second
                                                         : "nothing is said of it";
    EXPECT_NE(fate, "nothing is said of it") << module.name;
    EXPECT_NE(fate.find(module.fate), std::string::npos) << module.name << ": " << fate;
  }
  for (const char* const name : {"empty", "text", "magic-alone", "version-2", "large", "zeros"})
    EXPECT_TRUE(found.contains("subs/" + std::string(name) + ".wasm")) << name;
  for (const char* const name : {"tit-for-tat", "hawk", "grit"}) EXPECT_EQ(found.at(name), "played");
}

/// The reader of modules by itself, outside of a box.
TEST_F(Submissions, TheReaderOfModulesTakesWhateverComes) {
  const std::string meter = fs::path(DETENTE_EXECUTABLE).parent_path() / "detente-meter";
  ASSERT_TRUE(submit_text("by-hand.wasm", guest_text({})));
  const std::string good = contents(folder_ / "subs" / "by-hand.wasm");
  std::uint64_t state = 7;
  const auto random = [&](std::size_t below) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  int taken = 0, refused = 0;
  for (int trial = 0; trial < 300; ++trial) {
    std::string bytes = good;
    if (trial % 3 == 0) bytes.resize(random(good.size()));
    for (std::size_t flips = trial % 3 == 1 ? 1 + random(4) : 0; flips > 0; --flips) {
      const unsigned bit = 1U << random(8);
      char& byte = bytes[random(bytes.size())];
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ bit);
    }
    if (trial % 3 == 2) {
      const std::size_t from = random(good.size());
      bytes.insert(random(good.size()), good.substr(from, random(64)));
    }
    write(folder_ / "in.wasm", bytes);
    const Outcome outcome = finish(start({meter, "in.wasm", "out.wasm", "256"}));
    EXPECT_TRUE(outcome.status == 0 || outcome.status == 2) << "trial " << trial << ": " << outcome.status;
    (outcome.status == 0 ? taken : refused)++;
    if (outcome.status == 2) {
      EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    }
  }
  EXPECT_GT(taken, 10);
  EXPECT_GT(refused, 100);
}

}  // namespace
