#include "parse/kernels_agree.hpp"

#include "parse/kernels.hpp"
#include "parse/shape.hpp"
#include "text/row.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <memory>
#include <random>
#include <string_view>
#include <vector>

namespace culprit::test {
namespace {

using namespace parse;

/// A text with nothing behind its last byte: a kernel that reads on is caught by the
/// address sanitizer.
class Text {
public:
  explicit Text(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::memcpy(bytes_.get(), text.data(), size_);
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

std::vector<std::uint32_t> newlines_of(std::string_view text) {
  std::vector<std::uint32_t> newlines;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') newlines.push_back(static_cast<std::uint32_t>(i));
  return newlines;
}

bool is_frame(std::string_view line) {
  if (line.substr(0, 4) != "\tat ") return false;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == ')') return i + 1 == line.size() || line[i + 1] < '0' || line[i + 1] > '9';
  return true;
}

std::size_t frames_of(std::string_view text) {
  for (std::size_t frames = 0, line = 0;; ++frames) {
    const std::size_t end = text.find('\n', line);
    if (end == std::string_view::npos || !is_frame(text.substr(line, end - line))) return frames;
    line = end + 1;
  }
}

std::string check(std::string_view content) {
  const Text text(content);
  const auto expected = newlines_of(text.view());
  const std::size_t frames = frames_of(text.view());
  std::vector<std::uint32_t> newlines(kNewlinePositions);
  for (const Kernels& kernels : runnable_kernels()) {
    const std::size_t count =
        kernels.find_newlines({text.view().data(), text.view().size()}, newlines.data());
    if (!std::equal(expected.begin(), expected.end(), newlines.begin(),
                    newlines.begin() + static_cast<std::ptrdiff_t>(count)))
      return std::string(kernels.name) + " finds other newlines in: " + std::string(content);
    const char* const begin = text.view().data();
    if (kernels.count_frames(begin, begin, expected.data(), expected.size()) != frames)
      return std::string(kernels.name) + " counts other frames in: " + std::string(content);
  }
  return {};
}

/// Texts that are the same but for the bytes from `differ` on, and one that is cut there.
std::string check_equal(std::string_view content, std::size_t differ) {
  const Text text(content);
  std::string other(content);
  if (differ < other.size()) other[differ] ^= 1;
  const Text changed(other), cut(content.substr(0, differ));
  for (const Kernels& kernels : runnable_kernels())
    for (const Text* known : {&changed, &cut})
      if (const std::size_t expected = std::min(differ, content.size());
          kernels.count_equal(text.view().data(), known->view().data(), known->view().size()) != expected)
        return std::string(kernels.name) + " finds other bytes equal in: " + std::string(content);
  return {};
}

std::string random_bytes(std::mt19937& random, std::string_view alphabet, std::size_t size) {
  std::string text(size, '\0');
  for (char& c : text) c = alphabet[random() % alphabet.size()];
  return text;
}

/// Lines that are frames, or nearly: of any length, with parentheses and digits anywhere.
std::string random_frames(std::mt19937& random) {
  std::string text;
  while (text.size() < 2000 && random() % 30 != 0) {
    text += random() % 40 == 0 ? "\tat" : "\tat ";
    text += random_bytes(random, random() % 8 == 0 ? "ab()7 \r" : "abc.$", random() % 160);
    if (random() % 8 != 0) text += ')';
    if (random() % 40 == 0) text += "2015 ";
    if (random() % 4 == 0) text += '\r';
    text += '\n';
  }
  return text;
}

std::string check_rows(std::mt19937& random) {
  const std::string bytes = random_bytes(random, std::string_view("/0059:\x80\xff", 8), text::kRowBytes);
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) expected |= std::uint32_t{bytes[i] == '5'} << i;
  const std::uint32_t found = text::bits(text::equal(text::load_row(bytes.data()), '5'));
  return found == expected ? "" : "a row has other bits: " + bytes;
}

std::string check_shape(std::mt19937& random) {
  const std::string_view alphabet("/09:\x01\x7f\x80\xff a", 10);
  const std::string example = random_bytes(random, alphabet, 1 + random() % Shape::kLongest);
  std::string text = example + random_bytes(random, alphabet, Shape::kLongest);
  for (int changes = static_cast<int>(random() % 3); changes > 0; --changes)
    text[random() % text.size()] = alphabet[random() % alphabet.size()];
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  bool begins = true;
  for (std::size_t i = 0; i < example.size(); ++i)
    begins = begins && (is_digit(example[i]) ? is_digit(text[i]) : text[i] == example[i]);
  return Shape(example).begins(Text(text).view()) == begins ? "" : "a shape errs: " + example + '|' + text;
}

}  // namespace

std::string find_kernel_disagreement() {
  std::mt19937 random(20151009);
  std::string wrong;
  for (int round = 0; round < 3000 && wrong.empty(); ++round) {
    // Bytes one bit away from '\n' would show a comparison that is too lax.
    const std::string_view alphabet =
        round % 2 == 0 ? std::string_view("\n\x0b\x8a\x0e", 4) : std::string_view("abcdefghij\r\n", 12);
    const std::size_t size = random() % (round % 50 == 0 ? kWindowBytes + 1 : 300);
    wrong = check(random_bytes(random, alphabet, size));
    if (wrong.empty()) wrong = check(random_frames(random));
    if (wrong.empty()) wrong = check_equal(random_bytes(random, "ab", size), random() % (size + 2));
    if (wrong.empty()) wrong = check_rows(random);
    if (wrong.empty()) wrong = check_shape(random);
  }
  for (const std::string_view text :
       {"", "\n", "\tat \n", "\tat )\n", "\tat )1\n", "\tat\n", "\r\n", "\tat a)\r\n"})
    if (wrong.empty()) wrong = check(text);
  if (wrong.empty()) wrong = check(std::string(kWindowBytes, '\n'));
  return wrong;
}

}  // namespace culprit::test
