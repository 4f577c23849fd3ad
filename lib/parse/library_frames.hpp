#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// How frames begin that are of no application: those of the JDK and of JRuby, of
/// servlet containers, of what calls methods for others, of drivers and pools.
std::span<const std::string_view> library_prefixes();

/// Tells frames of the application from those of libraries.
///
///   const LibraryFrames library({"java.", "org.jruby."});
///   library.application_frame("java.base/java.lang.Thread.run(Thread.java:833)");  // empty
///   library.application_frame("app//a.B.c(B.java:12) ~[b.jar:1.0]");               // a.B.c(B.java:12)
///
/// The results are views into the frame.
class LibraryFrames {
public:
  /// All frames are the application's, but for those that no one wrote.
  LibraryFrames() = default;
  explicit LibraryFrames(std::vector<std::string> prefixes);

  /// Says whether a prefix fits. It is asked for every frame until a throwable
  /// has that of the application, so it costs some fifty instructions, and no memory.
  bool covers(std::string_view frame) const;

  /// What stands behind `at ` in a frame of Java, without what is printed around
  /// it: modules, loaders, and where the class is packaged. Empty if it is a
  /// library's, or of code that was generated.
  std::string_view application_frame(std::string_view frame) const;

  /// Likewise of Ruby: `/path/file.rb:12:in 'method'`, with or without `from ` in
  /// front, and `method at /path/file.rb:12`.
  std::string_view application_ruby_frame(std::string_view frame) const;

private:
  std::vector<std::string> prefixes_;  // in order; none begins with another
  std::vector<std::uint64_t> keys_;    // the first eight bytes of each, in the same order
};

}  // namespace culprit::parse
