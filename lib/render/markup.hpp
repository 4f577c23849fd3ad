#pragma once

#include <string>
#include <string_view>

namespace culprit::render {

/// `text`, which is printable but for line ends, as the content of an element or
/// an attribute of XML or HTML. Characters that XML can't hold become U+FFFD.
std::string markup_text(std::string_view text);

/// A printable text as code within a line, or a cell, of GitHub's Markdown: no
/// character in it means anything to Markdown or HTML, none mentions anybody, and
/// nothing becomes a link.
std::string inline_code(std::string_view printable_text);

/// Likewise, but as it is if it can't mean anything: `java.io.IOException`.
std::string inline_text(std::string_view printable_text);

}  // namespace culprit::render
