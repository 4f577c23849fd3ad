#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace culprit::cli {

/// Prints "culprit: <message>" to standard error, as say() does.
void complain(std::string_view message);

/// Writes to standard error. If nobody can be told, because it is closed or full, the work goes on.
void say(std::string_view text);

/// Calls `write`, and complains of the Error that it throws. Returns an ExitCode.
int try_to(const std::function<void()>& write);

/// Writes to standard output. Returns false if its reader went away, which is
/// no error (`| head`). Throws Error if it can't be written for another reason.
bool print(std::string_view text);

/// As print(), for text of a log: on a terminal control characters are written `\e`, `\x07`.
bool print_log_text(std::string_view text);

/// Replaces a file in one step, so that nobody meets half a report; it is compressed if its name says so.
/// Devices and pipes are written to. Throws Error.
void write_file(const std::string& path, std::string_view text);

/// Appends to a file, which is created if there is none. Throws Error.
void append_file(const std::string& path, std::string_view text);

}  // namespace culprit::cli
