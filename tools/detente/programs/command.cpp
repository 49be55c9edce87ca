// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "programs/command.hpp"

#include <unistd.h>

#include <cstdlib>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "files/compiler.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of_command(const std::string& text) {
  std::vector<std::string> words;
  char quote = 0;
  bool is_in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    const bool is_blank = letter == ' ' || letter == '\t' || letter == '\n';
    if (quote == 0 && is_blank) {
      is_in_word = false;
      continue;
    }
    if (!is_in_word) words.emplace_back();
    is_in_word = true;
    if (letter == quote)
      quote = 0;
    else if (quote == 0 && (letter == '\'' || letter == '"'))
      quote = letter;
    else if (letter == '\\' && quote != '\'' && at + 1 < text.size())
      words.back() += text[++at];
    else
      words.back() += letter;
  }
  if (quote != 0) throw Error(fmt::format("--program '{}' opens a quote that nothing closes", text));
  return words;
}

bool is_of_the_machine(const fs::path& file) {
  const std::string path = file.string();
  return path.starts_with("/usr/") || path.starts_with("/bin/") || path.starts_with("/lib");
}

/// What the label of a file's strategies is made of.
std::string label_of_script(const fs::path& file) {
  std::string label;
  for (const char letter : file.stem().string()) {
    const char small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    label += (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ? small : '-';
  }
  return label.empty() ? "program" : label;
}

}  // namespace

std::string found_program(const std::string& name) {
  const char* const path = std::getenv("PATH");
  return found_program(name, path == nullptr ? kOfTheMachine : path);
}

std::string found_program(const std::string& name, std::string_view folders) {
  for (const std::string& folder : split(folders, ':')) {
    const std::string file = folder + "/" + name;
    if (!folder.empty() && access(file.c_str(), X_OK) == 0) return file;
  }
  return "";
}

std::string ProgramCommand::anywhere() const {
  std::vector<std::string> all = words;
  if (program.find('/') == std::string::npos) all.front() = program;
  return typed(all);
}

ProgramCommand read_command(const std::string& text, bool is_boxed) {
  ProgramCommand command{.text = text, .program = {}, .words = words_of_command(text), .files = {}, .label = "program"};
  if (command.words.empty() || command.words.front().empty())
    throw Error("--program needs a command, as in --program 'python3 mine.py'");
  std::string& program = command.words.front();
  command.program = program;
  if (program.find('/') == std::string::npos) {
    const std::string anywhere = found_program(program);
    const std::string path = is_boxed ? found_program(program, kOfTheMachine) : anywhere;
    if (anywhere.empty() && path.empty())
      throw Error(fmt::format("--program '{}': there is no program '{}' here", text, program));
    if (path.empty())
      throw Error(
          fmt::format("--program '{}': '{}' is in {}, which the box does not show; install it in /usr, or use "
                      "--trust-programs for programs that you trust",
                      text, program, fs::path(anywhere).parent_path().string()));
    program = path;
  } else if (access(program.c_str(), X_OK) != 0) {
    throw Error(fmt::format("--program '{}': '{}' is no program that can be run", text, program));
  }
  bool has_script = false;
  for (std::string& word : command.words) {
    std::error_code error;
    if (!fs::is_regular_file(word, error)) continue;
    const fs::path file = fs::absolute(word).lexically_normal();
    word = file.string();
    if (&word != &program && !has_script) command.label = label_of_script(file);
    has_script = has_script || &word != &program;
    if (!is_of_the_machine(file)) command.files.push_back(file);
  }
  if (!has_script) command.label = label_of_script(program);
  return command;
}

}  // namespace detente::cli
