// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// The command, run as its users run it.
namespace command {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Words = std::vector<std::string>;

inline std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

struct Outcome {
  int status = -1;  ///< exit status, or 128 + the signal that ended it
  std::string out;
  std::string err;
};

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

/// Each test runs the command in an empty folder of its own.
class Cli : public testing::Test {
 protected:
  Cli() {
    std::string name = (fs::temp_directory_path() / "detente-cli-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    captured_ = folder_.string() + "-captured";
    fs::create_directory(captured_);
  }
  ~Cli() override {
    fs::remove_all(folder_);
    fs::remove_all(captured_);
  }

  /// Starts `program` with its output in files, or standard output in `out` and standard error in `err`.
  pid_t start(const Words& words, const std::string& out = "", int err = -1) const {
    const pid_t child = fork();
    if (child != 0) return child;
    if (chdir(folder_.c_str()) != 0) _exit(127);
    const std::string out_path = out.empty() ? (captured_ / "out").string() : out;
    dup2(open("/dev/null", O_RDONLY), 0);
    dup2(open(out_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
    dup2(err >= 0 ? err : open((captured_ / "err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  Outcome finish(pid_t child) const {
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), contents(captured_ / "out"),
            contents(captured_ / "err")};
  }
  Outcome detente(Words words, const std::string& out = "") const {
    words.insert(words.begin(), DETENTE_EXECUTABLE);
    return finish(start(words, out));
  }
  /// A line for the shell, in which $D is the command.
  Outcome shell(const std::string& line) const {
    return finish(start({"/bin/sh", "-c", "D='" DETENTE_EXECUTABLE "'; " + line}));
  }
  Json json(Words words) const {
    words.insert(words.end(), {"--format", "json"});
    const Outcome outcome = detente(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return Json::parse(outcome.out, nullptr, false);
  }
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
      names.insert(fs::relative(entry.path(), folder_).string());
    return names;
  }

  fs::path folder_;
  fs::path captured_;
};

/// One sentence, exit 2, and nothing on standard output.
inline void expect_refused(const Outcome& outcome) {
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
  EXPECT_TRUE(outcome.err.starts_with("detente: ")) << outcome.err;
}

inline Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The words of a line of errors.txt; '' is an empty one.
inline Words words_of(const std::string& line) {
  std::istringstream stream(line);
  Words words;
  for (std::string word; stream >> word;) words.push_back(word == "''" ? "" : word);
  return words;
}

}  // namespace command
