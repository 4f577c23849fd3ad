#pragma once

#include "catch.hpp"
#include "temporary_directory.hpp"

#include <culprit/error.hpp>

#include <string>

namespace culprit::test {

/// What `read` says of a configuration with this content, behind its path; "none" if it takes it.
template <class Read>
std::string complaint(const std::string& content, Read&& read) {
  const TemporaryDirectory directory;
  const std::string path = directory.write(content, "culprit.toml");
  try {
    read(path);
  } catch (const Error& error) {
    const std::string what = error.what();
    REQUIRE(what.rfind(path + ":", 0) == 0);
    return what.substr(path.size() + 1);
  }
  return "none";
}

}  // namespace culprit::test
