// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <pty.h>

#include <array>
#include <sstream>
#include <thread>

#include "support/command.hpp"
#include "terminal/terminal.hpp"

/// What people see who sit at a terminal.
namespace {

using namespace command;

/// Colours taken away, and the carriage returns that a terminal adds.
std::string plain(const std::string& text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\x1b[") == 0) {
      const std::size_t end = text.find_first_not_of("0123456789;", i + 2);
      if (end != std::string::npos && text[end] == 'm') {
        i = end;
        continue;
      }
    }
    if (text[i] != '\r') kept += text[i];
  }
  return kept;
}

std::size_t columns(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string line_of(const std::string& text, const std::string& beginning) {
  const std::size_t at = ("\n" + text).find("\n" + beginning);
  return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
}

class Terminal : public Cli {
 protected:
  /// What a terminal so many columns wide shows of a command; settings are of its environment.
  std::string shown(const Words& words, unsigned short width, const Words& settings = {"TERM=xterm"}) const {
    winsize size{.ws_row = 40, .ws_col = width, .ws_xpixel = 0, .ws_ypixel = 0};
    int terminal = -1, end = -1;
    std::array<char, 100> name{};
    EXPECT_EQ(openpty(&terminal, &end, name.data(), nullptr, &size), 0);
    const pid_t child =
        start(with(with({"env", "-u", "NO_COLOR"}, settings), with({DETENTE_EXECUTABLE}, words)), name.data());
    std::string seen;
    std::array<char, 4096> part{};
    // The end that is kept open here tells nothing: a terminal falls silent when the command is done.
    std::thread reader([&] {
      for (ssize_t count = 0; (count = read(terminal, part.data(), part.size())) > 0;)
        seen.append(part.data(), static_cast<std::size_t>(count));
    });
    EXPECT_EQ(finish(child).status, 0);
    close(end);
    reader.join();
    close(terminal);
    return seen;
  }
};

const std::vector<Words> kCommands{words_of("list"),
                                   words_of("list --where states<=3"),
                                   words_of("list games"),
                                   words_of("list fields"),
                                   words_of("show grit"),
                                   words_of("show tft --against noise"),
                                   words_of("spirals --strategies tft,grit,dove,hawk@greedy --rounds 50"),
                                   words_of("sweep --strategies tft,grit,hawk@greedy --over misperception=0,0.02,0.1"),
                                   words_of("sweep --strategies grit,tft --over grit=grit,grit:announce=0"),
                                   words_of("run --strategies tft,grit,hawk@greedy,dove")};

TEST_F(Terminal, is_never_written_past_its_edge) {
  for (const Words& words : kCommands)
    for (const unsigned short width : std::array<unsigned short, 3>{80, 100, 140}) {
      std::istringstream lines(plain(shown(words, static_cast<unsigned short>(width))));
      for (std::string line; std::getline(lines, line);)
        EXPECT_LE(columns(line), width) << words.front() << " " << words.back() << ": " << line;
    }
}

TEST_F(Terminal, is_coloured_unless_somebody_minds) {
  for (const Words& words : kCommands) {
    SCOPED_TRACE(words.front() + " " + words.back());
    const std::string colored = shown(words, 100);
    const std::string sober = shown(words, 100, {"TERM=xterm", "NO_COLOR=1"});
    EXPECT_EQ(sober.find('\x1b'), std::string::npos);
    EXPECT_EQ(shown(words, 100, {"TERM=dumb"}), sober);
    EXPECT_EQ(plain(colored), plain(sober));
    EXPECT_EQ(detente(words).out.find('\x1b'), std::string::npos);
    if (words != words_of("list games") && words != words_of("list fields")) {
      EXPECT_NE(colored.find("\x1b[1m"), std::string::npos);
    }
  }
}

// Where there is no room for bars, there is nothing that a pipe would not get.
TEST_F(Terminal, tells_what_a_pipe_gets) {
  for (const Words& words : {words_of("show grit"), words_of("show tft --against noise"),
                             words_of("sweep --strategies tft,grit --over misperception=0,0.1")})
    EXPECT_EQ(plain(shown(words, 80)), detente(words).out) << words.front();
}

TEST_F(Terminal, fits_answers_and_standings_into_any_width) {
  for (const Words& words : {Words{"run"}, words_of("run --field axelrod-1980 --repetitions 50"),
                             words_of("spirals --field noise --repetitions 50"),
                             words_of("run --strategies tft,grit,hawk@greedy,memory-one:first=0.5 --rounds infinite")})
    for (const int width : {60, 80, 200}) {
      std::istringstream lines(plain(shown(words, static_cast<unsigned short>(width))));
      for (std::string line; std::getline(lines, line);)
        EXPECT_LE(detente::cli::columns(line), static_cast<std::size_t>(width)) << line;
    }
}

TEST_F(Terminal, tells_strategies_in_whole_sentences) {
  const std::string list = plain(shown({"list"}, 80));
  EXPECT_EQ(list.find("…"), std::string::npos);
  EXPECT_NE(list.find("\ntit-for-tat (also tft)\n  Cooperates first, then repeats the other's last move.\n"),
            std::string::npos);
}

TEST_F(Terminal, shows_climates_as_bars) {
  const auto bar = [&](const std::string& strategy) {
    const std::string text = plain(shown({"run", "--strategies", strategy, "--misperception", "0"}, 100));
    const std::string line = line_of(text, "   1  " + strategy);
    return line.substr(line.rfind("  ") + 2);
  };
  const auto times = [](const std::string& block, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += block;
    return all;
  };
  EXPECT_EQ(bar("dove"), times("█", 16));
  EXPECT_EQ(bar("hawk"), times("░", 16));
  EXPECT_EQ(bar("alternator"), times("█", 8) + times("░", 8));
}

TEST_F(Terminal, shows_the_shape_of_a_sweep) {
  const Words words = words_of("sweep --strategies tft,hawk@greedy --over misperception=0,0.05,0.5 --rounds 400");
  const std::string text = plain(shown(words, 80));
  const std::string scores = text.substr(text.find("Score"));
  EXPECT_TRUE(line_of(scores, "tit-for-tat").ends_with("  █▁▁")) << line_of(scores, "tit-for-tat");
  EXPECT_TRUE(line_of(scores, "hawk@greedy").ends_with("█")) << line_of(scores, "hawk@greedy");
}

TEST_F(Terminal, is_not_steered_by_modules) {
  for (const Words& words : {words_of("list --module " DETENTE_MODULE_DIR "/hostile.so"),
                             words_of("list --where states<=3 --module " DETENTE_MODULE_DIR "/hostile.so"),
                             words_of("show hostile --module " DETENTE_MODULE_DIR "/hostile.so")}) {
    const std::string seen = plain(shown(words, 100));
    EXPECT_NE(seen.find("</script>"), std::string::npos);
    EXPECT_EQ(seen.find('\x1b'), std::string::npos) << words.front();
  }
}

}  // namespace
