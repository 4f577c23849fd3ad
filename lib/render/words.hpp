#pragma once

#include <culprit/problem.hpp>
#include <culprit/summary.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace culprit::render {

/// "1 error", "1,234 errors"; as text::counted(), but for the commas.
std::string counted_noun(std::uint64_t count, std::string_view noun);

/// A fingerprint as it is written: sixteen hexadecimal digits; empty if it is 0, which is none.
std::string shown_fingerprint(std::uint64_t fingerprint);

/// The name of the input in which something stood; "(unknown input)" if the summary names none.
const std::string& shown_source(const Summary& summary, const std::optional<Position>& first);

/// An input as people call it: "standard input" for "-".
std::string name_of_source(std::string_view source);

/// "2017-03-21T09:00:33.112Z to 2017-03-21T12:59:37.311Z", or the one time.
std::string shown_span(const TimeSpan& span);

/// How much was read, and of what time: "39,542 records, 268,506 lines, 33.4 MB, 2017-03-21T09:00:00.047Z to
/// …"
std::string shown_extent(const Summary& summary);

/// "DEBUG 923  INFO 34,531"
std::string shown_levels(const Summary& summary);

/// What stood for each N of a template, each with the word in front of it:
/// "within: always 5 s; waited: 5.004 to 9.899 s, median 7.46". Empty if nothing did more than once.
std::string shown_numbers(std::string_view message_template,
                          std::span<const Template::Placeholder> placeholders,
                          std::span<const CapturedNumbers> captures);

/// "1,393 requests, about 2,900 accounts, 1 tenant"; empty if the log doesn't say.
std::string shown_impact(const Impact& impact);

/// "7199 PAYMENT_PLUGIN_EXCEPTION"
std::string shown_code(int code);

/// What a row is about: its name, with that of an error code behind it; "(none)".
std::string shown_name(const AspectRow& row, Aspect aspect);

/// "PaymentApiException, code 7199 PAYMENT_PLUGIN_EXCEPTION"
std::string shown_kind(const RootCause& cause);

/// How often it was logged, and as what: "logged 2,069 times, as PaymentApiException (1,393) and
/// ExecutionException (676)". Empty if that is all the same.
std::string shown_heads(const RootCause& cause);

/// Whether there is more to be said of when it was met than the time.
bool has_course(const RootCause& cause, const Summary& summary);

/// Its onset and its bursts within the span of the log: "steady since …", "burst at …, 35 in 5 minutes".
/// Empty if there is none.
std::string shown_course(const RootCause& cause, const std::optional<TimeSpan>& observed);

/// The simple name of a class: `PaymentApiException`.
std::string shown_simple_class(std::string_view class_name);

/// "Look at: a; b"
std::string shown_settings(const Problem& problem);

}  // namespace culprit::render
