#pragma once

#include <string>
#include <vector>

namespace culprit::cli {

/// `culprit [report] FILE…`: prints what broke. Returns an ExitCode.
int report(const std::vector<std::string>& arguments);

/// `culprit check FILE…`: judges logs by rules. Likewise.
int check(const std::vector<std::string>& arguments);

/// `culprit diff BASE CURRENT`: says what differs between two runs. Likewise.
int diff(const std::vector<std::string>& arguments);

/// `culprit events FILE…`: prints each error and exception as JSON. Likewise.
int events(const std::vector<std::string>& arguments);

/// `culprit explain SUBJECT [FILE…]`: prints what is known of a code, a message, a group. Likewise.
int explain(const std::vector<std::string>& arguments);

/// `culprit layouts FILE…`: prints which layouts the files use. Likewise.
int layouts(const std::vector<std::string>& arguments);

/// `culprit merge SNAPSHOT…`: joins what several runs counted. Likewise.
int merge(const std::vector<std::string>& arguments);

/// `culprit normalize [FILE…]`: prints the template of each line. Likewise.
int normalize(const std::vector<std::string>& arguments);

/// `culprit show FINGERPRINT FILE…`: prints records as they stand in the log. Likewise.
int show(const std::vector<std::string>& arguments);

}  // namespace culprit::cli
