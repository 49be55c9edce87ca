// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What comes of each hostile strategy of submissions/attacks.cpp. All of them enter one tournament, which must finish,
// with the others' results as if they had not been there, and no file written.
#include "support/submissions.hpp"

namespace {

using namespace submissions;

/// Its file is refused, or the strategy is left out as it fails; or it plays, and its deed has no effect.
enum class Kind { refused, fails, plays };

struct Attack {
  const char* name;
  Kind kind;
  const char* says = "";  ///< a part of why
};

const std::vector<Attack> kAttacks{
    // The compiler is to read, write or run something, or never to end.
    {"include_passwd", Kind::refused, "'/etc/passwd' file not found"},
    {"include_zero", Kind::refused, "'/dev/zero' file not found"},
    {"include_stdin", Kind::refused, "'/dev/stdin' file not found"},
    {"include_self", Kind::refused, "#include nested too deeply"},
    {"include_environment", Kind::refused, "'/proc/self/environ' file not found"},
    {"include_host", Kind::refused, "file not found"},
    {"incbin", Kind::refused, "Could not find incbin file '/etc/passwd'"},
    {"incbin_data", Kind::refused, "Could not find incbin file '/etc/passwd'"},
    {"embed", Kind::refused, "'/etc/passwd' file not found"},
    {"template_bomb", Kind::refused, ""},
    {"template_deep", Kind::refused, "recursive template instantiation exceeded maximum depth"},
    {"constexpr_bomb", Kind::refused, "constexpr evaluation hit maximum step limit"},
    {"constexpr_fan", Kind::refused, "its compiler took more than 10 s"},
    {"object_bomb", Kind::refused, "its compiler needed more than 2048 MiB of memory"},
    {"data_bomb", Kind::plays},
    {"macro_bomb", Kind::refused, "its compiler "},
    {"output_bomb", Kind::refused, "it does not compile"},
    {"fake_box_message", Kind::refused, "it does not compile"},
    {"escape_message", Kind::refused, "it does not compile"},
    {"asm", Kind::refused, "invalid instruction"},
    {"large_memory", Kind::refused, "fields take at most 1 MiB"},
    // The linker is to take what is the engine's.
    {"define_ask", Kind::refused, "duplicate symbol: detente_ask"},
    {"define_buffer", Kind::refused, "duplicate symbol: detente_buffer"},
    {"define_constructors", Kind::refused, "duplicate symbol: __wasm_call_ctors"},
    {"define_fuel", Kind::plays},
    {"start_function", Kind::plays},
    {"system", Kind::refused, "undefined symbol: system"},
    // What no strategy is given.
    {"import", Kind::refused, "it asks for what no strategy is given: path_open"},
    {"import_fork", Kind::refused, "it asks for what no strategy is given: fork"},
    {"read_file", Kind::refused, "path_open"},
    {"write_file", Kind::refused, "path_open"},
    {"remove_file", Kind::refused, "path_unlink_file"},
    {"env", Kind::refused, "environ_get"},
    {"clock", Kind::refused, "it asks for what no strategy is given: clock_time_get"},
    {"time", Kind::refused, "it asks for what no strategy is given: clock_time_get"},
    {"random_device", Kind::refused, "it asks for what no strategy is given: random_get"},
    {"exit", Kind::refused, "it asks for what no strategy is given: proc_exit"},
    {"quick_exit", Kind::refused, "it asks for what no strategy is given: proc_exit"},
    {"filesystem", Kind::refused, "it does not compile"},
    {"network", Kind::refused, "it does not compile"},
    {"thread", Kind::refused, "no member named 'thread'"},
    {"dlsym", Kind::refused, "file not found"},
    {"unistd", Kind::refused, "'sys/ptrace.h' file not found"},
    {"ptrace", Kind::refused, "'sys/ptrace.h' file not found"},
    {"rdtsc", Kind::plays},
    // Before anybody plays.
    {"constructor", Kind::refused, "it did not answer within 1,000,000 steps"},
    {"constructor_throws", Kind::refused, "before anybody asked"},
    {"destructor", Kind::plays},
    {"describe_loop", Kind::refused, "it did not answer within 1,000,000 steps"},
    {"describe_throws", Kind::refused, "it does not describe itself"},
    {"no_strategy", Kind::refused, "it adds no strategy"},
    {"many_strategies", Kind::refused, "it did not answer within 1,000,000 steps"},
    {"twice", Kind::refused, "it adds two strategies named 'hostile'"},
    {"long_name", Kind::refused, "what it says of itself is too long"},
    {"begin", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"begin_throws", Kind::fails, "it does not like this game"},
    {"begin_refuses", Kind::fails, "it refuses this game"},
    {"begin_once", Kind::plays},
    // In the middle of a match.
    {"loop", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"loop_in_play", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"loop_recursion", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"print", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"print_forever", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"slow", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"copy", Kind::plays},
    {"order", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"wrong_order", Kind::fails, "its memory does not compare equal to itself"},
    {"memory", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"new_bomb", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"stack", Kind::fails, "it called itself too deeply"},
    {"alloca", Kind::fails, ""},
    {"peek", Kind::fails, "it reached beyond its memory"},
    {"poke", Kind::fails, "it reached beyond its memory"},
    {"overwrite_self", Kind::fails, ""},
    {"wild_call", Kind::fails, "it called what is no function of that kind"},
    {"wrong_call", Kind::fails, ""},
    {"abort", Kind::fails, "it stopped itself"},
    {"throw", Kind::fails, "thrown on purpose"},
    {"throw_int", Kind::fails, "something that is not a std::exception"},
    {"throw_error", Kind::fails, "a refusal in the middle of a match"},
    {"throw_garbage", Kind::fails, "<script>alert(1)</script>"},
    {"throw_long", Kind::fails, "xxx"},
    {"throw_bad_alloc", Kind::fails, "bad_alloc"},
    {"divide", Kind::plays},
    {"chance_too_large", Kind::fails, "2.5"},
    {"chance_nan", Kind::fails, "nan"},
    {"move_out_of_range", Kind::fails, "77"},
    // It plays, and gains nothing.
    {"carry", Kind::plays},
    {"carried_chance", Kind::plays},
    {"random_address", Kind::plays},
    {"uninitialised", Kind::plays},
    {"endless_memory", Kind::plays},
    {"leaking_memory", Kind::fails, "it did not answer within 1,000,000 steps"},
    {"address_memory", Kind::plays},
    {"name_of_built_in", Kind::plays},
    {"alias_of_built_in", Kind::plays},
    {"lie", Kind::plays},
};

class LongSubmissionAttacks : public Submissions {
 protected:
  /// Rows of the pairs of those who are known.
  Json known_pairs(const Words& words) const {
    const Outcome outcome = detente(with(words, {"--format", "json"}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    document_ = Json::parse(outcome.out, nullptr, false);
    Json pairs = Json::array();
    for (const Json& pair : document_["pairs"])
      if (is_known(pair["row"]) && is_known(pair["column"])) pairs.push_back(pair);
    return pairs;
  }
  static bool is_known(const std::string& name) {
    return ("," + kKnown + ",").find("," + name + ",") != std::string::npos;
  }

  mutable Json document_;
};

TEST_F(LongSubmissionAttacks, EachIsRefusedLeftOutOrWithoutEffect) {
  ASSERT_GE(kAttacks.size(), 60U);
  const std::string text = contents(fs::path(DETENTE_TEST_DIR) / "submissions" / "attacks.cpp");
  ASSERT_FALSE(text.empty());
  for (const Attack& attack : kAttacks) {
    ASSERT_NE(text.find("ATTACK_" + std::string(attack.name) + ")"), std::string::npos) << attack.name;
    submit(attack.name + std::string(".cpp"), "#define ATTACK_" + std::string(attack.name) + "\n" + text);
  }
  const Words plain{"run", "--strategies", kKnown, "--repetitions", "130", "--rounds", "30", "--show", "standings"};
  const Json alone = known_pairs(plain);
  std::map<std::string, std::string> found;
  for (const char* const threads : {"8", "1"}) {
    const auto before = files();
    const Json beside = known_pairs(with(plain, {"--submission", "subs", "--steps", "1000000", "--threads", threads}));
    EXPECT_EQ(beside, alone);
    EXPECT_EQ(files(), before);
    std::map<std::string, std::string> here;
    for (const Json& row : document_["standings"]) here[row["strategy"]] = "played " + row.dump();
    for (const Json& one : document_["left_out"]) here[one["strategy"]] = one["why"];
    // What is refused takes long to compile: it does so once, and the others play again without it.
    for (const auto& [name, fate] : here) {
      if (name.starts_with("subs/")) fs::remove(folder_ / name);
      if (!name.starts_with("subs/") && !found.empty()) {
        EXPECT_EQ(found[name], fate) << name << ": results depend on threads, or on who is left out";
      }
    }
    if (found.empty()) found = here;
  }
  for (const Attack& attack : kAttacks) {
    const std::string label = replaced(attack.name, "_", "-");
    std::string why = "nothing is said of it";
    Kind kind = Kind::plays;
    for (const auto& [name, fate] : found) {
      const bool is_file = name == "subs/" + std::string(attack.name) + ".cpp";
      if (!is_file && !name.ends_with("@" + label) && name != "hostile-" + label &&
          !(label == "alias-of-built-in" && name == "hostile-alias"))
        continue;
      why = fate;
      kind = is_file ? Kind::refused : fate.starts_with("played") ? Kind::plays : Kind::fails;
    }
    EXPECT_TRUE(kind == attack.kind && why.find(attack.says) != std::string::npos && why != "nothing is said of it")
        << attack.name << ": " << static_cast<int>(kind) << ": " << why.substr(0, 300);
  }
}

}  // namespace
