#pragma once

#include "input/source.hpp"
#include "temporary_directory.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace culprit::input {

using test::TemporaryDirectory;

/// What a source gave, and how it ended.
struct Reading {
  std::string data;
  std::optional<Fault> fault;
  std::uint64_t consumed = 0;
};

Reading read_all(Source& source, std::size_t block_bytes = 256 << 10);

/// Opens and reads a file; a Fault in opening it is reported like one in reading.
Reading read_file(const std::string& path, std::size_t block_bytes = 256 << 10);

/// All of them, one behind the other.
std::string join(std::initializer_list<std::string_view> pieces);

/// A log of `lines` lines, no two of them alike.
std::string log_text(int lines);

}  // namespace culprit::input
