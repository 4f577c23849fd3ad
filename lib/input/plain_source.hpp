#pragma once

#include "input/file.hpp"
#include "input/source.hpp"

#include <cstdint>
#include <ios>
#include <utility>

namespace culprit::input {

/// What isn't compressed is read straight into the caller's memory.
class PlainSource : public Source {
public:
  explicit PlainSource(File file) : file_(std::move(file)) {}

  std::streamsize read(char* destination, std::streamsize size) override {
    const std::size_t count = file_.read(destination, static_cast<std::size_t>(size));
    return count == 0 && size != 0 ? -1 : static_cast<std::streamsize>(count);
  }

  std::uint64_t consumed() const override { return file_.consumed(); }

private:
  File file_;
};

}  // namespace culprit::input
