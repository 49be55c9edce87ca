// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <filesystem>
#include <fstream>
#include <iostream>

#include "shell/completions.hpp"
#include "shell/man_page.hpp"

/// write_shell_pages FOLDER: writes the manual page and the completions, in folders as below the prefix of an
/// installation, when détente is built.
int main(int count, char** words) {
  using namespace detente::cli;
  namespace fs = std::filesystem;
  if (count != 2) {
    std::cerr << "write_shell_pages takes a folder\n";
    return 2;
  }
  const fs::path folder = words[1];
  const auto write = [&](const fs::path& file, const std::string& text) {
    fs::create_directories((folder / file).parent_path());
    return static_cast<bool>(std::ofstream(folder / file, std::ios::binary) << text);
  };
  const bool is_written = write("man/man1/detente.1", man_page()) &&
                          write("bash-completion/completions/detente", bash_completion()) &&
                          write("zsh/site-functions/_detente", zsh_completion()) &&
                          write("fish/vendor_completions.d/detente.fish", fish_completion());
  if (!is_written) std::cerr << "write_shell_pages cannot write to " << folder << '\n';
  return is_written ? 0 : 1;
}
