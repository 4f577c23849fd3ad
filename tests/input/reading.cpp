#include "reading.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

namespace culprit::input {

Reading read_all(Source& source, std::size_t block_bytes) {
  Reading reading;
  std::string block(block_bytes, '\0');
  try {
    for (;;) {
      const std::streamsize count = source.read(block.data(), static_cast<std::streamsize>(block.size()));
      if (count < 0) break;
      reading.data.append(block, 0, static_cast<std::size_t>(count));
    }
  } catch (const Fault& fault) {
    reading.fault = fault;
  }
  reading.consumed = source.consumed();
  return reading;
}

Reading read_file(const std::string& path, std::size_t block_bytes) {
  try {
    return read_all(*open(path), block_bytes);
  } catch (const Fault& fault) {
    Reading reading;
    reading.fault = fault;
    return reading;
  }
}

std::string join(std::initializer_list<std::string_view> pieces) {
  std::string all;
  for (const std::string_view piece : pieces) all += piece;
  return all;
}

std::string log_text(int lines) {
  std::string text;
  std::uint32_t noise = 1;
  for (int i = 0; i < lines; ++i) {
    noise = noise * 1664525 + 1013904223;
    fmt::format_to(std::back_inserter(text),
                   "2024-05-14 10:{:02}:{:02},{:03} INFO  o.k.b.Pool - waited {} ms\n", i / 60 % 60, i % 60,
                   noise % 1000, noise);
  }
  return text;
}

}  // namespace culprit::input
