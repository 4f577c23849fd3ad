#include "input/decoding_source.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace culprit::input {
namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kInputBytes = 64 << 10;
static_assert(kMagicBytes <= kPage);

}  // namespace

DecodingSource::DecodingSource(File file, Format format)
    : file_(std::move(file)),
      format_(format),
      decoder_(make_decoder(format)),
      memory_(static_cast<char*>(std::aligned_alloc(kPage, kPage + kInputBytes))) {
  if (!memory_) throw std::bad_alloc();
}

std::streamsize DecodingSource::read(char* destination, std::streamsize size) {
  if (fault_) throw *fault_;
  std::span<char> output(destination, static_cast<std::size_t>(size));
  try {
    decode(output);
  } catch (const Fault& fault) {
    fault_ = fault;
    if (output.data() == destination) throw;
  }
  const std::streamsize count = output.data() - destination;
  return count == 0 && ended_ ? -1 : count;
}

void DecodingSource::restrict_to(std::uint64_t begin, std::uint64_t end) {
  file_.restrict_to(begin, end);
  decoder_->restart();
  input_ = {};
  unreadable_.reset();
  ended_ = false;
  fault_.reset();
}

/// Fills `output`, shortening it, unless the data end before.
void DecodingSource::decode(std::span<char>& output) {
  while (!output.empty() && !ended_) {
    try {
      if (decoder_->decode(input_, output) == Decoder::Status::member_end) {
        ended_ = !find_member();
        if (!ended_) decoder_->restart();
        continue;
      }
    } catch (const Undecodable& error) {
      fail(error.kind, error.what());
    }
    if (input_.empty() && !output.empty() && !fill()) fail_truncated();
  }
}

/// Looks behind a member. Returns true if there is another one, false at the end.
bool DecodingSource::find_member() {
  if (const std::size_t unit = padding_unit(format_); unit != 0 && skip_zeros() % unit != 0)
    fail(Diagnostic::Kind::corrupt, "padding of the wrong length behind the data");
  while (input_.size() < kMagicBytes && fill()) {
  }
  if (input_.empty()) return false;
  const std::string_view head(input_.data(), std::min(input_.size(), kMagicBytes));
  if (recognize(head) == format_) return true;
  if (is_partial_magic(head, format_)) fail_truncated();
  fail(Diagnostic::Kind::corrupt,
       "something else stands behind the " + std::string(to_string(format_)) + " data");
}

std::size_t DecodingSource::skip_zeros() {
  std::size_t count = 0;
  while (!input_.empty() || fill()) {
    const auto end = std::find_if(input_.begin(), input_.end(), [](char c) { return c != '\0'; });
    const auto zeros = static_cast<std::size_t>(end - input_.begin());
    input_ = input_.subspan(zeros);
    count += zeros;
    if (!input_.empty()) break;
  }
  return count;
}

/// Reads more behind what is left of the input, which is less than a mark.
/// Returns false at the file's end.
///
/// Reads end at multiples of their size in the file. A decoder may notice damage
/// sooner or later depending on where its input ends, and so that always is at
/// the same places.
bool DecodingSource::fill() {
  char* const block = memory_.get() + kPage;
  const std::size_t left = input_.size();
  if (left != 0) std::memmove(block - left, input_.data(), left);
  const std::size_t count = read_input(block, kInputBytes - file_.offset() % kInputBytes);
  input_ = {block - left, left + count};
  return count != 0;
}

/// Reads `size` bytes, fewer only at the end: a pipe gives them in any pieces.
std::size_t DecodingSource::read_input(char* destination, std::size_t size) {
  if (unreadable_) throw *unreadable_;
  std::size_t count = 0;
  try {
    while (count < size) {
      const std::size_t more = file_.read(destination + count, size - count);
      if (more == 0) break;
      count += more;
    }
  } catch (const Fault& fault) {
    if (count == 0) throw;
    unreadable_ = fault;
  }
  return count;
}

void DecodingSource::fail(Diagnostic::Kind kind, const std::string& message) const {
  throw Fault(kind, file_.offset() - input_.size(), message);
}

void DecodingSource::fail_truncated() const {
  throw Fault(Diagnostic::Kind::truncated, file_.offset(),
              std::string("truncated ").append(to_string(format_)).append(" data"));
}

}  // namespace culprit::input
