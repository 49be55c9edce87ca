// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// What is written for readers: README.md, CONTRIBUTING.md and the manual in docs/.
namespace document {

namespace fs = std::filesystem;

inline fs::path source_tree() {
  return fs::path(DETENTE_TEST_DIR).parent_path();
}

/// All documents, as paths below the source tree.
inline std::vector<std::string> all() {
  std::vector<std::string> found{"README.md", "CONTRIBUTING.md"};
  for (const auto& entry : fs::recursive_directory_iterator(source_tree() / "docs"))
    if (entry.path().extension() == ".md") found.push_back(fs::relative(entry.path(), source_tree()).string());
  std::sort(found.begin() + 2, found.end());
  return found;
}

/// The name of a document as part of the name of a test.
inline std::string test_name(const std::string& path) {
  std::string name = path.substr(0, path.rfind('.'));
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

inline std::vector<std::string> read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return lines_of({std::istreambuf_iterator<char>(stream), {}});
}

/// What stands between two fences, without them.
struct Block {
  std::string kind;    ///< the first word after the fence
  std::string title;   ///< the name of a file that the block holds, or empty
  std::size_t number;  ///< of the line of its first fence, from 0
  std::vector<std::string> lines;
};

inline std::vector<Block> blocks(const std::vector<std::string>& lines) {
  std::vector<Block> found;
  bool is_inside = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with("```")) {
      if (is_inside) found.back().lines.push_back(lines[i]);
      continue;
    }
    is_inside = !is_inside;
    if (!is_inside) continue;
    const std::string words = lines[i].substr(3);
    const std::string title = "title=\"";
    const std::size_t at = words.find(title);
    const std::size_t name = at + title.size();
    found.push_back({words.substr(0, words.find(' ')),
                     at == std::string::npos ? "" : words.substr(name, words.find('"', name) - name),
                     i,
                     {}});
  }
  return found;
}

/// The anchor that a heading gets, by GitHub and by MkDocs alike where it is of plain letters.
inline std::string anchor(const std::string& heading) {
  std::string slug;
  for (const char c : heading) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) != 0 || c == '-' || c == '_') slug += static_cast<char>(std::tolower(letter));
    if (c == ' ') slug += '-';
  }
  return slug;
}

}  // namespace document
