#pragma once

#include <culprit/export.hpp>

#include <string_view>

namespace culprit {

/// What is left of a message when all that was wrapped around it is taken off.
/// The views are parts of the text that underlying() was given.
struct Underlying {
  /// The class that the text names for `message`; empty if it names none. The
  /// classes of what was taken off are not meant.
  std::string_view class_name;
  std::string_view message;  ///< empty if the text names a class and says no more
  int code = 0;              ///< Kill Bill's error code nearest to `message`; 0 if there is none
  unsigned wrappers = 0;     ///< how many were taken off; if 0, `message` is the whole text
};

/// Says what a message is about. Kill Bill's exceptions repeat their cause's
/// message in their own, so that one failure has many messages:
///
///   Internal payment error : org.killbill.automaton.OperationException: {cause=null, code=7199,
///     formattedMsg='Plugin exception could not obtain a database connection'}
///   (ConnectionTimeoutError) could not obtain a database connection
///
/// Of both, `message` is "could not obtain a database connection"; the code of
/// the first is 7199, the class of the second "ConnectionTimeoutError".
///
/// It works on messages and on templates alike: `normalize()` before or after
/// gives the same. Where the message starts within the template, its
/// placeholders do, too. Text of any kind is fine; time is linear in its length.
CULPRIT_EXPORT Underlying underlying(std::string_view message) noexcept;

}  // namespace culprit
