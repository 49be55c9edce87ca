// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "arguments/commands.hpp"
#include "shell/completions.hpp"
#include "shell/man_page.hpp"
#include "support/command.hpp"

/// The manual page and the completions of shells.
namespace {

using namespace command;
using detente::cli::commands;

class ShellPages : public Cli {
 protected:
  /// What bash offers for the last of some words.
  std::set<std::string> offers(const Words& words) const {
    write(folder_ / "detente.bash", detente::cli::bash_completion());
    std::string line = "source ./detente.bash; PATH=$(dirname $D):$PATH; COMP_WORDS=(";
    for (const std::string& word : words) line += "'" + word + "' ";
    line += "); COMP_CWORD=" + std::to_string(words.size() - 1) +
            R"(; _detente 2>/dev/null; printf '%s\n' "${COMPREPLY[@]}")";
    write(folder_ / "ask.sh", line);
    const Outcome outcome = shell("export D; bash ./ask.sh");
    EXPECT_EQ(outcome.err, "");
    std::istringstream lines(outcome.out);
    std::set<std::string> all;
    for (std::string one; std::getline(lines, one);)
      if (!one.empty()) all.insert(one);
    return all;
  }
};

TEST_F(ShellPages, name_every_command_and_option) {
  const std::string man = replaced(detente::cli::man_page(), "\\-", "-");
  const std::string bash = detente::cli::bash_completion();
  const std::string zsh = detente::cli::zsh_completion();
  const std::string fish = detente::cli::fish_completion();
  for (const auto& command : commands()) {
    const std::string name(command.name);
    EXPECT_NE(man.find(".SS " + name + "\n"), std::string::npos) << name;
    EXPECT_NE(bash.find("    " + name + ")\n"), std::string::npos) << name;
    EXPECT_NE(zsh.find("    " + name + ")\n"), std::string::npos) << name;
    for (const std::string_view option : command.options) {
      const std::string word = "--" + std::string(option);
      EXPECT_NE(man.find("\\fB" + word + "\\fR"), std::string::npos) << word;
      EXPECT_NE(bash.find(word), std::string::npos) << word;
      EXPECT_NE(zsh.find(word + "["), std::string::npos) << word;
      EXPECT_NE(fish.find("from " + name + "' -l " + std::string(option)), std::string::npos) << word;
    }
  }
}

TEST_F(ShellPages, leave_nothing_to_roff) {
  std::istringstream lines(detente::cli::man_page());
  static const std::set<std::string> requests{".\\\"", ".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".br"};
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(!line.starts_with('.') || requests.contains(line.substr(0, line.find(' ')))) << line;
    EXPECT_FALSE(line.starts_with('\'')) << line;
  }
}

TEST_F(ShellPages, complete_in_bash) {
  EXPECT_EQ(offers({"detente", "sp"}), (std::set<std::string>{"spirals"}));
  EXPECT_EQ(offers({"detente", "run", "--engine", "e"}), (std::set<std::string>{"exact"}));
  EXPECT_EQ(offers({"detente", "run", "--misperception-"}), (std::set<std::string>{"--misperception-of"}));
  EXPECT_EQ(offers({"detente", "run", "--field", "sec"}), (std::set<std::string>{"security"}));
  EXPECT_EQ(offers({"detente", "show", "reass"}), (std::set<std::string>{"reassurance-seeker"}));
  EXPECT_EQ(offers({"detente", "show", "balan"}), (std::set<std::string>{"balancer"}));
  EXPECT_EQ(offers({"detente", "system", "july"}), (std::set<std::string>{"july-1914"}));
  EXPECT_EQ(offers({"detente", "system", "ask"}), (std::set<std::string>{"ask.sh"}));
  EXPECT_EQ(offers({"detente", "list", "g"}), (std::set<std::string>{"games"}));
  EXPECT_EQ(offers({"detente", "run", "--seed", ""}), std::set<std::string>{});
  EXPECT_EQ(offers({"detente", "report", "ask"}), (std::set<std::string>{"ask.sh"}));
}

TEST_F(ShellPages, are_installed) {
  const fs::path share = fs::path(DETENTE_BUILD_DIR) / "share";
  EXPECT_EQ(contents(share / "man/man1/detente.1"), detente::cli::man_page());
  EXPECT_EQ(contents(share / "bash-completion/completions/detente"), detente::cli::bash_completion());
  EXPECT_EQ(contents(share / "zsh/site-functions/_detente"), detente::cli::zsh_completion());
  EXPECT_EQ(contents(share / "fish/vendor_completions.d/detente.fish"), detente::cli::fish_completion());
}

}  // namespace
