#include "commands.hpp"
#include "exit_code.hpp"
#include "merged_lines.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"

#include <culprit/culprit.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::cli {
namespace {

constexpr std::size_t kBlockBytes = 256 << 10;
/// What is read of one message; far more than any logger writes.
constexpr std::size_t kLineBytes = 1 << 20;

/// Prints the template of each line it is given, many at a time; or hands them to `merged`, if there is one.
class TemplatePrinter {
public:
  TemplatePrinter(const std::vector<UserMask>& masks, MergedLines* merged)
      : normalizer_(masks), merged_(merged) {}

  /// Takes over some bytes. Returns false if nobody reads on.
  bool feed(std::string_view bytes) {
    for (;;) {
      const std::size_t end = bytes.find('\n');
      if (end == std::string_view::npos) break;
      if (line_.empty()) {
        put(bytes.substr(0, end));
      } else {
        keep(bytes.substr(0, end));
        put(line_);
        line_.clear();
      }
      bytes.remove_prefix(end + 1);
      if (out_.size() >= kBlockBytes && !flush()) return false;
    }
    keep(bytes);
    return true;
  }

  /// Ends the last line, if it has no line end. Returns false if nobody reads on.
  bool finish() {
    if (!line_.empty()) put(line_);
    line_.clear();
    return flush();
  }

private:
  void keep(std::string_view bytes) {
    line_.append(bytes.substr(0, kLineBytes - std::min(kLineBytes, line_.size())));
  }

  void put(std::string_view line) {
    line = line.substr(0, kLineBytes);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (merged_ != nullptr) return merged_->add(line);
    normalizer_.append_text(line, out_);
    out_ += '\n';
  }

  bool flush() {
    is_read_ = is_read_ && print_log_text(out_);
    out_.clear();
    return is_read_;
  }

  Normalizer normalizer_;
  MergedLines* merged_;
  std::string line_;  // the beginning of a line whose end hasn't come yet
  std::string out_;
  bool is_read_ = true;
};

/// A file that is read, or standard input, which stays open.
class Input {
public:
  explicit Input(const std::string& path)
      : descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }

  bool is_open() const { return descriptor_ >= 0; }

  /// As read(), but waits where others made a pipe non-blocking.
  ssize_t read(std::vector<char>& block) const {
    for (;;) {
      const ssize_t size = ::read(descriptor_, block.data(), block.size());
      if (size >= 0 || (errno != EINTR && errno != EAGAIN)) return size;
      pollfd bytes{descriptor_, POLLIN, 0};
      ::poll(&bytes, 1, -1);
    }
  }

private:
  int descriptor_;
};

/// Feeds a file, or standard input, until it ends, can't be read or nobody reads on. Returns 0 or errno.
int feed_file(const std::string& path, TemplatePrinter& printer) {
  const Input input(path);
  if (!input.is_open()) return errno;
  std::vector<char> block(kBlockBytes);
  for (;;) {
    const ssize_t size = input.read(block);
    if (size < 0) return errno;
    if (size == 0 || !printer.feed({block.data(), static_cast<std::size_t>(size)})) return 0;
  }
}

}  // namespace

int normalize(const std::vector<std::string>& values) {
  Reading reading;
  Command app("Prints the templates of messages, one a line.", "culprit normalize");
  app.add_option("FILE", reading.files,
                 "Messages to read; - is standard input, as is no FILE at all on a pipe")
      ->type_name("");
  add_mask_option(app, reading.options.masks);
  add_keep_option(app, reading.options.merging);
  bool masks_only = false;
  app.add_flag("--masks-only", masks_only, "Don't merge templates; lines are printed as they come");
  add_config_options(app, reading);
  if (const auto done = parse(app, values)) return *done;
  if (!take_standard_input(reading.files)) return kUsage;
  std::optional<MergedLines> merged;
  try {
    read_config(reading);
    if (!masks_only) merged.emplace(reading.options.masks, reading.options.merging);
  } catch (const Error& error) {
    complain(error.what());
    return kUsage;
  }

  TemplatePrinter printer(reading.options.masks, merged ? &*merged : nullptr);
  int code = kFine;
  for (const std::string& file : reading.files) {
    const int error = feed_file(file, printer);
    // What was read before an error counts, and is no part of the next file.
    if (!printer.finish()) return kFine;
    if (error == 0) continue;
    complain(fmt::format("{}: {}", file, std::strerror(error)));
    code = kUnreadable;
  }
  if (!merged) return code;
  if (merged->left_out() > 0)
    complain(fmt::format("templates take more than {} MiB; those of {} line{} are made by masks alone",
                         MergedLines::kTemplateBytes >> 20, merged->left_out(),
                         merged->left_out() == 1 ? "" : "s"));
  return merged->print_all() ? code : kFine;
}

}  // namespace culprit::cli
