#pragma once

#include "parse/head_text.hpp"
#include "parse/ruby.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace culprit::parse {

/// Reads the text of a toString() that hides the class name, and so doesn't read `class: message`. An
/// extension point: a product adds the shapes of its own exceptions. Returns false, and
/// leaves `head` alone, if the text is not of that shape.
using ToStringShape = bool (*)(std::string_view text, HeadText& head);

/// How sure it is that a line is a throwable's head.
enum class HeadRank : std::uint8_t {
  none,
  weak,       ///< `Oops: message`: it may as well be prose
  named,      ///< a name that ends in Exception, Error or Throwable
  qualified,  ///< a class name with its package, or a known shape
};

struct RankedHead {
  HeadRank rank = HeadRank::none;
  /// The length of the class, where nothing else can be meant than `class: message`; else 0.
  std::uint32_t class_length = 0;
};

/// Judges one line, without its indent, as a head.
RankedHead rank_head(std::string_view line, std::span<const ToStringShape> shapes);

/// True if the line's first word is written as a class is: a capital letter, and small ones.
bool begins_like_class(std::string_view line);

/// Splits a throwable's whole text, all lines, into class and message. A class
/// name that was wrapped in mid-word is put together in `scratch`; else the
/// result are views into `text`. The class is empty if the text doesn't tell it.
HeadText split_head(std::string_view text, std::span<const ToStringShape> shapes, std::string& scratch);
/// Likewise, of a text whose class rank_head() knew.
HeadText split_plain_head(std::string_view text, std::size_t class_length);

/// A head that a logger's message itself is, or ends with, when Java frames
/// follow it: `java.io.IOException: disk`, `Could not close: java.io.IOException: disk`. Where they
/// follow directly, a blank suffices in front of the class, as log4j2 writes one between a
/// message and its trace. Returns the offset in `message` at which the head begins; npos if there is none.
std::size_t find_head_in_message(std::string_view message, std::span<const ToStringShape> shapes,
                                 bool frames_follow);

/// True for `Exception in thread "main" …`, as the JVM begins a trace.
bool ends_thread(std::string_view line);

/// True if `next` goes on in the middle of a class name, where `line` was wrapped.
bool is_wrapped_name(std::string_view line, std::string_view next);

}  // namespace culprit::parse
