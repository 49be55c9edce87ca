// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <termios.h>

#include <array>
#include <chrono>
#include <csignal>

#include "support/command.hpp"

/// `detente play` at a terminal.
namespace {

using namespace command;

/// A terminal with somebody who reads and presses keys.
class Seat {
 public:
  /// Runs a line for the shell, in which $D is the command.
  Seat(const std::string& folder, const std::string& line) {
    winsize size{.ws_row = 40, .ws_col = 100, .ws_xpixel = 0, .ws_ypixel = 0};
    child_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (child_ == 0) {
      const std::string script = "D='" DETENTE_EXECUTABLE "'; " + line;
      if (chdir(folder.c_str()) != 0) _exit(127);
      setenv("NO_COLOR", "1", 1);
      execlp("bash", "bash", "--norc", "-c", script.c_str(), nullptr);
      _exit(127);
    }
  }
  ~Seat() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    close(terminal_);
  }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;

  void press(const std::string& keys) const {
    EXPECT_EQ(write(terminal_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }
  /// Reads on until a text comes, and all before it is forgotten; false if it does not come within 20 seconds.
  bool shows(const std::string& text) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (;;) {
      if (const std::size_t at = seen_.find(text); at != std::string::npos) {
        seen_.erase(0, at + text.size());
        return true;
      }
      if (std::chrono::steady_clock::now() > until || !read_on()) {
        ADD_FAILURE() << "'" << text << "' did not come, but:\n" << seen_;
        return false;
      }
    }
  }
  bool is_raw() const { return (mode().c_lflag & (ICANON | ECHO)) == 0; }
  bool is_usual() const { return (mode().c_lflag & (ICANON | ECHO)) == (ICANON | ECHO); }
  /// Waits until the terminal is as a person types lines in it, or single keys.
  bool becomes_raw(bool wanted) const {
    for (int i = 0; i < 1000 && (wanted ? !is_raw() : !is_usual()); ++i) usleep(10'000);
    return wanted ? is_raw() : is_usual();
  }
  pid_t child() const { return child_; }
  /// The exit status, once all was read.
  int status() {
    while (read_on()) continue;
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  termios mode() const {
    termios mode{};
    EXPECT_EQ(tcgetattr(terminal_, &mode), 0);
    return mode;
  }
  bool read_on() {
    pollfd waited{.fd = terminal_, .events = POLLIN, .revents = 0};
    if (poll(&waited, 1, 20'000) != 1) return false;
    std::array<char, 4096> part{};
    const ssize_t count = read(terminal_, part.data(), part.size());
    for (ssize_t i = 0; i < count; ++i)
      if (part[static_cast<std::size_t>(i)] != '\r') seen_ += part[static_cast<std::size_t>(i)];
    return count > 0;
  }

  int terminal_ = -1;
  pid_t child_ = 0;
  std::string seen_;
};

class PlayTerminal : public Cli {};

TEST_F(PlayTerminal, takes_single_keys_and_gives_the_terminal_back) {
  Seat seat(folder_, "$D play tit-for-tat --rounds 9; echo status $?; read line");
  ASSERT_TRUE(seat.shows("round  meant  did  other  payoff\n"));
  EXPECT_TRUE(seat.becomes_raw(true));
  seat.press("c");
  EXPECT_TRUE(seat.shows("    1  C      C    C           3\n"));
  seat.press("D");
  EXPECT_TRUE(seat.shows("    2  D      D    C        2.75\n"));
  seat.press("x");
  EXPECT_TRUE(seat.shows("'x' is not a key; the keys are c, d, o, r, t, n, u and q\n"));
  seat.press("\x1b[D");  // an arrow, whose last letter is no decision
  EXPECT_TRUE(seat.shows("this is not a key"));
  seat.press("\xc3\xa9");
  EXPECT_TRUE(seat.shows("this is not a key"));
  seat.press(" \r");
  seat.press("r");
  EXPECT_TRUE(seat.shows("you say a reassurance (at most C for 1 round); you hear nothing\n"));
  seat.press("t");
  EXPECT_TRUE(seat.shows("you have spoken in this round"));
  seat.press("u");
  EXPECT_TRUE(seat.shows("tit-for-tat  CC\n"));
  seat.press("o");
  EXPECT_TRUE(seat.shows("in round 3 you are open"));
  seat.press("c");
  EXPECT_TRUE(seat.shows("    3  C      C    D        0.75  you were open\n"));
  seat.press("q");
  EXPECT_TRUE(seat.shows("you          CDC\n"));
  EXPECT_TRUE(seat.shows("tit-for-tat  CCD\n"));
  EXPECT_TRUE(seat.shows("status 0"));
  EXPECT_TRUE(seat.is_usual());
  seat.press("\n");
  EXPECT_EQ(seat.status(), 0);
}

TEST_F(PlayTerminal, ends_with_the_last_round_or_with_ctrl_d) {
  for (const char* const keys : {"cc", "c\x04"}) {
    Seat seat(folder_, "$D play dove --rounds 2; echo status $?; read line");
    ASSERT_TRUE(seat.shows("payoff\n"));
    EXPECT_TRUE(seat.becomes_raw(true));
    seat.press(keys);
    EXPECT_TRUE(seat.shows("Score of this match"));
    EXPECT_TRUE(seat.shows("status 0"));
    EXPECT_TRUE(seat.is_usual());
  }
}

TEST_F(PlayTerminal, gives_the_terminal_back_after_ctrl_c) {
  Seat seat(folder_, "trap : INT; $D play dove; echo status $?; read line");
  ASSERT_TRUE(seat.shows("payoff\n"));
  EXPECT_TRUE(seat.becomes_raw(true));
  seat.press("c");
  EXPECT_TRUE(seat.shows("    1  C"));
  seat.press("\x03");
  EXPECT_TRUE(seat.shows("status 130"));
  EXPECT_TRUE(seat.is_usual());
}

TEST_F(PlayTerminal, gives_the_terminal_back_after_sigterm) {
  Seat seat(folder_, "exec $D play dove");
  ASSERT_TRUE(seat.shows("payoff\n"));
  EXPECT_TRUE(seat.becomes_raw(true));
  kill(seat.child(), SIGTERM);
  EXPECT_TRUE(seat.becomes_raw(false));
  EXPECT_EQ(seat.status(), 130);
}

TEST_F(PlayTerminal, gives_the_terminal_back_while_it_is_stopped) {
  Seat seat(folder_, "set -m; $D play tit-for-tat; echo stopped; read line; fg; echo status $?; read line");
  ASSERT_TRUE(seat.shows("payoff\n"));
  EXPECT_TRUE(seat.becomes_raw(true));
  seat.press("d");
  EXPECT_TRUE(seat.shows("    1  D      D    C"));
  seat.press("\x1a");
  EXPECT_TRUE(seat.shows("stopped"));
  EXPECT_TRUE(seat.is_usual());
  seat.press("\n");
  EXPECT_TRUE(seat.becomes_raw(true));
  seat.press("c");
  EXPECT_TRUE(seat.shows("    2  C      C    D"));
  seat.press("q");
  EXPECT_TRUE(seat.shows("status 0"));
  EXPECT_TRUE(seat.is_usual());
}

TEST_F(PlayTerminal, gives_the_terminal_back_when_a_strategy_does_not_return) {
  write(folder_ / "slow.cpp",
        "#include <detente/strategy.hpp>\nnamespace { using namespace detente;\nstruct Slow {\n"
        "  static constexpr Info info{.name = \"slow\", .about = \"Waits.\", .source = \"A test.\", .against = \"C\", "
        ".plays = \"C\"};\n  Move last = C;\n"
        "  Move play() const { if (last == D) for (volatile int i = 0;;) i = i + 1; return C; }\n"
        "  void see(Seen seen) { last = seen.mine; }\n};\n}\n"
        "DETENTE_STRATEGIES(catalogue) { catalogue.add<Slow>(); }\n");
  Seat seat(folder_, "$D play slow --module slow.cpp --tremble-of slow=1/0 --patience 0.2; echo status $?; read line");
  ASSERT_TRUE(seat.shows("payoff\n"));
  EXPECT_TRUE(seat.becomes_raw(true));
  seat.press("cc");
  EXPECT_TRUE(seat.shows("did not return within 0.2 s"));
  EXPECT_TRUE(seat.shows("status 1"));
  EXPECT_TRUE(seat.is_usual());
}

TEST_F(PlayTerminal, asks_for_a_name_that_is_seen_as_it_is_typed) {
  Seat seat(folder_, "$D play --mystery --seed 3 --rounds 3; echo status $?; read line");
  ASSERT_TRUE(seat.shows("payoff\n"));
  EXPECT_TRUE(seat.becomes_raw(true));
  seat.press("cdc");
  EXPECT_TRUE(seat.shows("Which strategy was it? "));
  EXPECT_TRUE(seat.becomes_raw(false));
  seat.press("tit-for-tt\n");
  EXPECT_TRUE(seat.shows("tit-for-tt\nno strategy is named 'tit-for-tt'; did you mean 'tit-for-tat'?\n"));
  EXPECT_TRUE(seat.shows("Which strategy was it? "));
  EXPECT_TRUE(seat.becomes_raw(false));
  seat.press("tft\n");
  EXPECT_TRUE(seat.shows("it was "));
  EXPECT_TRUE(seat.shows("status 0"));
  EXPECT_TRUE(seat.is_usual());
}

TEST_F(PlayTerminal, keeps_a_document_apart_from_what_the_person_reads) {
  Seat seat(folder_, "$D play dove --format json > match.json; echo status $?; read line");
  ASSERT_TRUE(seat.shows("payoff\n"));
  EXPECT_TRUE(seat.becomes_raw(true));
  seat.press("cdq");
  EXPECT_TRUE(seat.shows("    2  D      D    C"));
  EXPECT_TRUE(seat.shows("status 0"));
  EXPECT_EQ(Json::parse(contents(folder_ / "match.json"))["row_meant"], "CD");
}

}  // namespace
