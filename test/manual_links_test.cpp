// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "support/document.hpp"

/// Links between documents lead to files and headings that are there.
namespace {

namespace fs = std::filesystem;

/// The lines of a document outside of code.
std::vector<std::string> prose(const fs::path& file) {
  std::vector<std::string> found;
  bool is_inside = false;
  for (const std::string& line : document::read(file)) {
    if (line.starts_with("```"))
      is_inside = !is_inside;
    else if (!is_inside && !line.starts_with("    "))
      found.push_back(std::regex_replace(line, std::regex("`[^`]*`"), "`"));
  }
  return found;
}

std::multiset<std::string> anchors(const fs::path& file) {
  std::multiset<std::string> found;
  bool is_inside = false;
  for (const std::string& line : document::read(file)) {
    if (line.starts_with("```")) is_inside = !is_inside;
    if (!is_inside && line.starts_with('#')) found.insert(document::anchor(line.substr(line.find(' ') + 1)));
  }
  return found;
}

std::vector<std::string> targets(const fs::path& file) {
  static const std::regex link(R"(\]\(([^)\s]+)\))");
  std::vector<std::string> found;
  for (const std::string& line : prose(file))
    for (std::sregex_iterator at(line.begin(), line.end(), link), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
}

/// What is wrong with a link of `file`; empty where nothing is.
std::string fault(const fs::path& file, const std::string& target) {
  if (target.starts_with("https://") || target.starts_with("mailto:")) return "";
  const std::size_t hash = target.find('#');
  const std::string path = target.substr(0, hash);
  const fs::path there = path.empty() ? file : (file.parent_path() / path).lexically_normal();
  if (!fs::exists(there)) return "leads to " + there.string() + ", which is not there";
  const bool leaves_the_manual =
      file.string().find("/docs/") != std::string::npos && there.string().find("/docs/") == std::string::npos;
  if (leaves_the_manual) return "leads out of docs/, which the manual in HTML cannot";
  if (hash == std::string::npos) return "";
  const std::string heading = target.substr(hash + 1);
  const std::size_t count = anchors(there).count(heading);
  return count == 1 ? "" : "leads to #" + heading + ", which " + std::to_string(count) + " headings have";
}

TEST(ManualLinks, lead_to_files_and_headings_that_are_there) {
  int links = 0;
  for (const std::string& name : document::all()) {
    const fs::path file = document::source_tree() / name;
    for (const std::string& target : targets(file)) {
      EXPECT_EQ(fault(file, target), "") << name << ": " << target;
      ++links;
    }
  }
  EXPECT_GE(links, 50);
}

TEST(ManualLinks, are_seen_to_be_broken) {
  const fs::path index = document::source_tree() / "docs" / "index.md";
  EXPECT_NE(fault(index, "nowhere.md"), "");
  EXPECT_NE(fault(index, "limits.md#no-such-heading"), "");
  EXPECT_NE(fault(index, "../README.md"), "");
  EXPECT_EQ(fault(index, "limits.md"), "");
}

TEST(ManualLinks, lead_to_every_page_of_the_manual) {
  const fs::path configuration = document::source_tree() / "mkdocs.yml";
  std::set<std::string> named;
  for (const std::string& line : document::read(configuration)) {
    static const std::regex page(R"(([a-z/0-9-]+\.md)\s*$)");
    std::smatch found;
    if (std::regex_search(line, found, page)) named.insert("docs/" + found[1].str());
  }
  std::set<std::string> pages;
  for (const std::string& name : document::all())
    if (name.starts_with("docs/")) pages.insert(name);
  EXPECT_EQ(named, pages);
}

}  // namespace
