#pragma once

#include "parse/head_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace culprit::parse {

/// The length of the place at the start of `text`: `/path/x.rb:12:in 'method'`,
/// the opening quote being a back-tick before Ruby 3.4; 0 if there is none.
std::size_t ruby_place_length(std::string_view text);

/// The length of the class at the start of `text`: `ActiveRecord::ConnectionTimeoutError`,
/// or `#<Class:0x00007f4eb8b2ac38>` if it is anonymous; 0 if there is none.
std::size_t ruby_class_length(std::string_view text);

/// Splits an error as Ruby itself prints it: `/path/x.rb:12:in 'm': message (ArgumentError)`,
/// where further lines of the message come behind the class. The class is empty
/// if it is anonymous. The result are views into `text` or `scratch`. Returns
/// false, and leaves `head` alone, if the text is not of that form.
bool split_ruby_uncaught(std::string_view text, HeadText& head, std::string& scratch);

/// Splits a head that split_ruby_message() found and that was written down as
/// `NoMethodError - message`.
bool split_ruby_logged(std::string_view text, HeadText& head);

/// Reads a logger's message that a Ruby backtrace follows: `undefined method (NoMethodError)`,
/// `NoMethodError - private method:`. The result are views into `message` or
/// `scratch`. Returns false, and leaves `head` alone, if it names no class.
bool split_ruby_message(std::string_view message, HeadText& head, std::string& scratch);

/// True for a line that split_ruby_uncaught() can split.
bool is_ruby_uncaught(std::string_view line);

/// True for `ArgumentError: message`, as JRuby prints an uncaught error.
bool is_jruby_uncaught(std::string_view line);

/// True for the line that says that the callers come first, and the error last.
bool is_ruby_introduction(std::string_view line);

}  // namespace culprit::parse
