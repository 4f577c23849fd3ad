#include "mutator.hpp"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <random>
#include <string_view>
#include <utility>

namespace culprit::fuzz {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t npos = std::string_view::npos;

/// What tends to be special: ends of lines, NUL, ESC, halves of UTF-8 and what isn't UTF-8, brackets.
constexpr std::string_view kBytesOfInterest[] = {
    "\n"sv,   "\r"sv,   "\r\n"sv,     "\0"sv, "\x1b"sv, "\x1b[31m"sv, "\t"sv, " "sv,      "\x7f"sv, "\xff"sv,
    "\xc3"sv, "\xa9"sv, "\xe2\x80"sv, "\""sv, "\\"sv,   "'"sv,        "{"sv,  "}"sv,      "["sv,    "]"sv,
    "("sv,    ")"sv,    "<"sv,        ">"sv,  ":"sv,    ": "sv,       ","sv,  "."sv,      "-"sv,    "="sv,
    "/"sv,    "|"sv,    "@"sv,        "%"sv,  "$"sv,    "0"sv,        "9"sv,  "\u2028"sv,
};

/// The edges of the types that numbers are read into, and beyond.
constexpr std::string_view kNumbers[] = {
    "0",
    "1",
    "-1",
    "00",
    "60",
    "99",
    "255",
    "256",
    "32768",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "1e999",
    "0.1",
    "1.7976931e308",
    "18446744073709551616",
    "99999999999999999999999999999999999999",
};

constexpr std::string_view kDigits = "0123456789";

struct Run {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// One mutant as it is made. std::mt19937_64 gives everybody the same numbers, standard distributions don't;
/// nor must two draws stand in one expression, as compilers differ in which comes first.
class Making {
public:
  Making(std::uint64_t number, const std::vector<std::string>& known, const std::vector<std::string>& words)
      : random_(number), known_(known), words_(words), text_(pick(known)) {}

  std::string finish() && {
    for (std::size_t changes = 1 + below(5); changes > 0; --changes) {
      change();
      text_.resize(std::min(text_.size(), Mutator::kBytes));
    }
    if (below(2) == 0) {
      const std::size_t settings = 1 + below(8);
      text_.resize(std::min(text_.size(), Mutator::kBytes - settings));
      for (std::size_t i = 0; i < settings; ++i) text_ += static_cast<char>(below(256));
    }
    return std::move(text_);
  }

private:
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }

  template <class Values>
  auto pick(const Values& values) -> decltype(*std::begin(values)) {
    return *(std::begin(values) + static_cast<std::ptrdiff_t>(below(std::size(values))));
  }

  std::string_view pick_piece() {
    if (!words_.empty() && below(2) == 0) return pick(words_);
    return pick(kBytesOfInterest);
  }

  /// A place in `text`, or its end; each second time one where a line begins.
  std::size_t pick_place(std::string_view text) {
    const std::size_t place = below(text.size() + 1);
    return below(2) == 0 ? place : begin_of_line(text, place);
  }

  static std::size_t begin_of_line(std::string_view text, std::size_t place) {
    return text.substr(0, place).rfind('\n') + 1;  // npos + 1 is the begin
  }

  /// Some bytes, mostly few, or one to eight lines.
  Run pick_run(std::string_view text) {
    if (text.empty()) return {};
    const std::size_t place = below(text.size());
    if (below(2) == 0) {
      const std::size_t most = std::size_t{1} << below(12);
      return {place, std::min(1 + below(most), text.size() - place)};
    }
    const std::size_t begin = begin_of_line(text, place);
    std::size_t end = begin;
    for (std::size_t lines = 1 + below(8); lines > 0 && end < text.size(); --lines)
      end = std::min(text.find('\n', end), text.size() - 1) + 1;
    return {begin, end - begin};
  }

  void change() {
    switch (below(10)) {
      case 0: return flip_bit();
      case 1: return insert_piece();
      case 2: return write_over();
      case 3: return change_number();
      case 4: return erase();
      case 5: return repeat();
      case 6: return move();
      case 7: return insert_foreign();
      case 8: return continue_foreign();
      case 9: return cut();
    }
  }

  void flip_bit() {
    if (text_.empty()) return;
    char& byte = text_[below(text_.size())];
    byte = static_cast<char>(byte ^ (1 << below(8)));
  }

  void insert_piece() {
    const std::size_t place = pick_place(text_);
    text_.insert(place, pick_piece());
  }

  void write_over() {
    const std::size_t place = pick_place(text_);
    const std::string_view piece = pick_piece();
    text_.replace(place, piece.size(), piece);
  }

  void change_number() {
    const std::size_t begin = text_.find_first_of(kDigits, below(text_.size() + 1));
    if (begin == npos) return;
    const std::size_t end = std::min(text_.find_first_not_of(kDigits, begin), text_.size());
    text_.replace(begin, end - begin, pick(kNumbers));
  }

  void erase() {
    const Run run = pick_run(text_);
    text_.erase(run.begin, run.size);
  }

  /// Mostly once more; now and then so often that a limit is met.
  void repeat() {
    const Run run = pick_run(text_);
    const std::string repeated = text_.substr(run.begin, run.size);
    std::size_t times = below(8) == 0 ? 1 + below(600) : 1 + below(3);
    if (run.size != 0) times = std::min(times, Mutator::kBytes / run.size);
    for (; times > 0; --times) text_.insert(run.begin, repeated);
  }

  void move() {
    const Run run = pick_run(text_);
    const std::string moved = text_.substr(run.begin, run.size);
    text_.erase(run.begin, run.size);
    text_.insert(pick_place(text_), moved);
  }

  void insert_foreign() {
    const std::string& other = pick(known_);
    const Run run = pick_run(other);
    text_.insert(pick_place(text_), other, run.begin, run.size);
  }

  void continue_foreign() {
    const std::string& other = pick(known_);
    const std::size_t from = pick_place(other);
    text_.resize(pick_place(text_));
    text_.append(other, from);
  }

  void cut() { text_.resize(pick_place(text_)); }

  std::mt19937_64 random_;
  const std::vector<std::string>& known_;
  const std::vector<std::string>& words_;
  std::string text_;
};

char unescape(std::string_view word, std::size_t& at) {
  if (word[at] != '\\' || at + 1 == word.size()) return word[at];
  if (word[++at] != 'x') return word[at];
  const int code = std::stoi(std::string(word.substr(at + 1, 2)), nullptr, 16);
  at += 2;
  return static_cast<char>(code);
}

}  // namespace

Mutator::Mutator(std::vector<std::string> known, std::vector<std::string> words)
    : known_(std::move(known)), words_(std::move(words)) {
  std::sort(known_.begin(), known_.end());
}

std::string Mutator::mutant(std::uint64_t number) const { return Making(number, known_, words_).finish(); }

std::vector<std::string> read_dictionary(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::ios::failure("can't read " + path.string());
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);) {
    if (line.size() < 2 || line.front() != '"' || line.back() != '"') continue;
    const std::string_view quoted = std::string_view(line).substr(1, line.size() - 2);
    std::string& word = words.emplace_back();
    for (std::size_t i = 0; i < quoted.size(); ++i) word += unescape(quoted, i);
  }
  return words;
}

}  // namespace culprit::fuzz
