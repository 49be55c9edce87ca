// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/results_json.hpp"

namespace detente::cli {

/// A document as read from a file. It goes without asking for memory, so that it can go when there is none left.
class Document {
 public:
  // NOLINTBEGIN(bugprone-exception-escape): values are asked for what they are
  Document() = default;
  ~Document();
  // NOLINTEND(bugprone-exception-escape)
  Document(Document&& other) noexcept = default;
  Document& operator=(Document&&) = delete;

  Json json;
};

/// Reads a JSON text in a time that grows with its length alone, whatever stands in it. Throws `Error`, which names the
/// file, for what is not JSON to its last byte, is nested deeper than results are, or gives a key of an object twice;
/// `Stopped` soon after somebody asked for an end.
Document read_json(const std::string& file, const std::string& text);

/// A text from a file as it may stand in a sentence: short, on one line, and nothing that a terminal would obey.
std::string in_a_sentence(const std::string& text);

}  // namespace detente::cli
